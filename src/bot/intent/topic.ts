import type { GlossaryGroup } from '../../knowledge/model.js';
import { fold } from '../../text/script.js';
import { anyOf } from './terms.js';

/**
 * Whether a title is about a topic: all of the topic's words are in it, or others that the glossary says mean the same.
 * @param topic words between spaces
 * @returns a test for a folded title
 */
export function topicTest(
  topic: string,
  glossary: readonly GlossaryGroup[] = [],
): (title: string) => boolean {
  let rest = fold(topic);
  const same: RegExp[] = [];
  for (const { zh, en } of glossary) {
    const terms = [...zh, ...en].map(fold);
    if (!terms.some((term) => rest.includes(term))) continue;
    const pattern = anyOf(terms);
    if (!pattern.test(rest)) continue;
    same.push(pattern);
    rest = rest.replace(pattern, ' ');
  }
  const words = rest.split(' ').filter((word) => word !== '');
  return (title) =>
    words.every((word) => title.includes(word)) && same.every((pattern) => pattern.test(title));
}

/** What a maintainer should look at: read all the same, but probably not what was meant. */

import { isMalformedAddress, isOwner, isWebAddress, repositoryOf } from './address.js';
import type { Catalogue } from './catalogue.js';
import type { Finding, Thread } from './model.js';
import { warning } from './readers/reader.js';
import { normalForm } from './text.js';

/** @param known whether there is a catalogue to compare labels with */
export function checkThreads(
  threads: readonly Thread[],
  catalogue: Catalogue,
  known: boolean,
): readonly Finding[] {
  return [
    ...threads.flatMap((thread) => checkProject(thread, catalogue, known)),
    ...threads.flatMap(checkAnswers),
    ...checkDuplicates(threads),
  ];
}

function checkProject(thread: Thread, catalogue: Catalogue, known: boolean): readonly Finding[] {
  const { printedProject: label, printedUrl: url, source } = thread;
  const project = label === undefined ? undefined : catalogue.byName(label);
  const findings: Finding[] = [];
  const report = (rule: string, message: string): void => {
    findings.push(warning(source.path, source.line, rule, message));
  };
  if (known && label !== undefined && !project)
    report('project-unknown', `the catalogue has no project "${label}"`);
  if (url === undefined) return findings;
  if (!isWebAddress(url)) {
    if (!isMalformedAddress(url)) report('address-malformed', `"${url}" is no web address`);
    return findings;
  }
  const repository = repositoryOf(url);
  const other = catalogue.byAddress(url);
  const expected = project?.repository === undefined ? undefined : repositoryOf(project.repository);
  const disagree = other
    ? project && other.name !== project.name
    : isOwner(url) || (expected && repository && expected !== repository);
  if (project && disagree)
    report(
      'project-address',
      `"${label}" stands beside ${url}; the catalogue has ${project.repository ?? 'no address'}`,
    );
  return findings;
}

function checkAnswers({ turns, source }: Thread): readonly Finding[] {
  return turns
    .filter(({ answer }) => answer === undefined)
    .map(({ line, question }) =>
      warning(source.path, line, 'answer-missing', `"${shorten(question)}" has no answer and is not offered`),
    );
}

function checkDuplicates(threads: readonly Thread[]): readonly Finding[] {
  const seen = new Map<string, string>();
  return threads.flatMap(({ turns, source }) =>
    turns.flatMap(({ question, line }): readonly Finding[] => {
      const key = normalForm(question).toLowerCase();
      const first = seen.get(key);
      if (key === '' || first === undefined) {
        seen.set(key, `${source.path}:${line}`);
        return [];
      }
      return [
        warning(source.path, line, 'question-duplicate', `"${shorten(question)}" stands at ${first} too`),
      ];
    }),
  );
}

/** Characters of a question that a finding quotes. */
const QUOTED = 40;

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > QUOTED ? `${line.slice(0, QUOTED)}...` : line;
}

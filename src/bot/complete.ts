import type { Suggestion } from '../contract.js';
import type { Project } from '../knowledge/model.js';
import type { Matcher } from '../match/contract.js';
import { shorten } from './compose.js';
import { COMMANDS } from './intent/intent.js';
import type { Tokens } from './tokens.js';

/** A label is at most this long: Discord's autocomplete choices hold 100 characters. */
const LABEL_LENGTH = 100;
/** Commands whose first word may be a project. */
const PROJECT_COMMANDS = /^\/(tasks|releases|project|reading)\s+/i;

/** Completes what is being typed: commands after a `/`, project names, questions of the history. */
export function createCompleter(
  projects: readonly Project[],
  matcher: Matcher,
  tokens: Pick<Tokens, 'forEntry'>,
): (text: string, limit: number) => Promise<readonly Suggestion[]> {
  const names = projects.map((project) => ({
    name: project.name,
    spellings: [project.name, ...project.aliases].map((name) => name.toLowerCase()),
  }));
  const projectsLike = (start: string): readonly string[] =>
    names
      .filter(({ spellings }) => spellings.some((spelling) => spelling.startsWith(start.toLowerCase())))
      .map(({ name }) => name);

  return (text, limit) => {
    const command = PROJECT_COMMANDS.exec(text)?.[0];
    const found: Suggestion[] = [];
    if (text.startsWith('/')) {
      if (command === undefined) {
        for (const name of COMMANDS) {
          if (!name.startsWith(text.toLowerCase())) continue;
          // The space is where an argument may follow.
          const completed = PROJECT_COMMANDS.test(`${name} `) ? `${name} ` : name;
          found.push({ kind: 'command', label: name, text: completed });
        }
      } else {
        for (const name of projectsLike(text.slice(command.length))) {
          found.push({ kind: 'project', label: name, text: `${command}${name}` });
        }
      }
      return Promise.resolve(found.slice(0, limit));
    }
    const word = /[\p{L}\p{N}._-]*$/u.exec(text)?.[0] ?? '';
    if (word !== '') {
      for (const name of projectsLike(word)) {
        found.push({ kind: 'project', label: name, text: text.slice(0, -word.length) + name });
      }
    }
    for (const entry of matcher.complete(text, limit)) {
      found.push({
        kind: 'question',
        label: shorten(entry.question, LABEL_LENGTH),
        text: entry.question,
        token: tokens.forEntry(entry.id),
      });
    }
    return Promise.resolve(found.slice(0, limit));
  };
}

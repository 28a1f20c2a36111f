import { MAX_QUESTION_LENGTH, type Suggestion } from '../contract.js';
import type { Project } from '../knowledge/model.js';
import type { Matcher } from '../match/contract.js';
import { shortLine } from './compose.js';
import { COMMANDS } from './intent/commands.js';
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
  const projectsLike = (start: string, before: string): readonly Suggestion[] =>
    names
      .filter(({ spellings }) => spellings.some((spelling) => spelling.startsWith(start.toLowerCase())))
      .map(({ name }) => ({ kind: 'project', label: name, text: before + name }));

  const commandsLike = (text: string): readonly Suggestion[] => {
    const command = PROJECT_COMMANDS.exec(text)?.[0];
    if (command !== undefined) return projectsLike(text.slice(command.length), command);
    return COMMANDS.filter((name) => name.startsWith(text.toLowerCase())).map((name) => ({
      kind: 'command',
      label: name,
      // The space is where an argument may follow.
      text: PROJECT_COMMANDS.test(`${name} `) ? `${name} ` : name,
    }));
  };

  return async (typed, limit) => {
    const text = typed.slice(0, MAX_QUESTION_LENGTH);
    if (text.startsWith('/')) return commandsLike(text).slice(0, limit);
    const word = /(?<![\p{L}\p{N}._-])[\p{L}\p{N}._-]+$/u.exec(text)?.[0] ?? '';
    const named = word === '' ? [] : projectsLike(word, text.slice(0, -word.length));
    const questions = await matcher.complete(text, limit);
    const fitting = questions.map(
      ({ id, question }): Suggestion => ({
        kind: 'question',
        label: shortLine(question, LABEL_LENGTH),
        text: question,
        token: tokens.forEntry(id),
      }),
    );
    return [...named, ...fitting].slice(0, limit);
  };
}

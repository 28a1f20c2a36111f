/** The typed commands and their arguments. */

import type { Intent } from './model.js';
import { takeDifficulty, type TakeProject, takeVersion, wordsOf } from './terms.js';

export const COMMANDS = ['/tasks', '/releases', '/project', '/reading', '/why', '/help'] as const;

/** @param text folded, and beginning with a slash. */
export function readCommand(text: string, takeProject: TakeProject): Intent | undefined {
  const [, command = '', argument = ''] = /^(\/[a-z-]+)(?:\s+(\S.*))?$/s.exec(text) ?? [];
  const { project, rest } = takeProject(argument);
  const unless = (left: string, intent: Intent): Intent => {
    const unknown = wordsOf(left).join(' ');
    return unknown === '' ? intent : { kind: 'unknown-argument', command, argument: unknown };
  };
  switch (command) {
    case '/tasks': {
      const { difficulty, rest: left } = takeDifficulty(rest);
      return unless(left, { kind: 'tasks', project, difficulty });
    }
    case '/releases': {
      const { version, rest: left } = takeVersion(rest);
      return unless(left, { kind: 'releases', project, version });
    }
    case '/reading': {
      const topic = wordsOf(rest).join(' ');
      return { kind: 'reading', project, topic: topic || undefined };
    }
    case '/project': {
      const asked = argument.trim();
      return { kind: 'project', project, asked: asked || undefined };
    }
    case '/help':
      return { kind: 'help' };
    case '/why':
      return { kind: 'why' };
    default:
      // A path or a log line may begin with a slash too: only a single word is taken for a mistyped command.
      return command !== '' && argument === '' ? { kind: 'unknown-command', command } : undefined;
  }
}

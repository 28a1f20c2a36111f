/** The replies that need no matching: lists, help, and what is wrong with a command. */

import type { Language, Reply } from '../contract.js';
import type { Knowledge } from '../knowledge/model.js';
import { texts } from '../texts/texts.js';
import { notice } from './compose.js';
import { type Intent, isList, type ListIntent } from './intent/model.js';
import * as lists from './lists.js';
import { nearestProjects } from './nearest-projects.js';
import type { Member } from './shared-cache.js';
import type { Tokens } from './tokens.js';

export interface ListReplies {
  /** @param offset items of the list that were shown before. */
  list(intent: ListIntent, language: Language, who: Member, offset?: number): Reply;
  reply(intent: Exclude<Intent, { readonly kind: 'why' }>, language: Language, who: Member): Reply;
}

export function createListReplies(knowledge: Knowledge, tokens: Tokens): ListReplies {
  const list: ListReplies['list'] = (intent, language, who, offset = 0) => {
    const page: lists.Page = { offset, more: (next) => tokens.forMore(intent, next, language, who) };
    switch (intent.kind) {
      case 'tasks':
        return lists.listTasks(knowledge, language, intent, page);
      case 'releases':
        return lists.listReleases(knowledge, language, intent, page);
      case 'reading':
        return lists.listReadings(knowledge, language, intent, page);
      case 'notes':
        return lists.listNotes(knowledge, language, intent, page);
      case 'project':
        return lists.describeProject(knowledge, language, intent);
    }
  };

  const unknownArgument = (command: string, argument: string, language: Language): Reply => {
    const near = nearestProjects(knowledge.projects, argument).join(texts(language, 'list.separator'));
    const lines = [
      texts(language, 'command.argument', { command, argument }),
      ...(near === '' ? [] : [texts(language, 'command.nearest', { projects: near })]),
      texts(language, command === '/releases' ? 'command.usage.releases' : 'command.usage.tasks'),
    ];
    return notice(language, lines.join('\n\n'));
  };

  return {
    list,
    reply: (intent, language, who) => {
      if (isList(intent)) return list(intent, language, who);
      switch (intent.kind) {
        case 'help':
          return notice(language, texts(language, 'help.text'));
        case 'unknown-command':
          return notice(
            language,
            `${texts(language, 'command.unknown', { command: intent.command })}\n\n${texts(language, 'help.text')}`,
          );
        case 'unknown-argument':
          return unknownArgument(intent.command, intent.argument, language);
      }
    },
  };
}

/** `/about`: what the bot knows, and how to ask. */

import { EMPTY_REPLY, type Host, type Language, type Reply } from '../../../src/contract.js';

/** Questions shown; a page about the bot should fit on a screen. */
const MOST_ASKED = 5;
const MOST_PROJECTS = 20;

export async function about(host: Host, language: Language): Promise<Reply> {
  const { threads, entries, projects, newest } = host.overview();
  const say = (key: string, values?: Readonly<Record<string, string | number>>): string =>
    host.texts(language, key, values);
  const questions = await host.mostAsked(MOST_ASKED);
  const names = projects.slice(0, MOST_PROJECTS).join(say('list.separator'));
  const parts = [
    say('discord.about', { threads, entries }),
    say('discord.about.how'),
    names === '' ? '' : say('discord.about.projects', { projects: names }),
    newest?.date === undefined
      ? ''
      : say('discord.about.newest', { title: newest.title ?? newest.path, date: newest.date }),
    questions.length === 0 ? '' : say('discord.about.most'),
    questions.map((question) => `- ${question.replace(/\s+/g, ' ')}`).join('\n'),
  ];
  return {
    ...EMPTY_REPLY,
    kind: 'notice',
    language,
    text: parts.filter((part) => part !== '').join('\n\n'),
    links: newest?.url === undefined ? [] : [{ title: newest.title ?? newest.path, url: newest.url }],
    audience: 'asker',
  };
}

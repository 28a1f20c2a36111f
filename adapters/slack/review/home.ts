/** The app's Home tab, and the suggestions of its Messages tab. */

import type { KnownBlock, StaticSelect, View } from '@slack/types';
import type { ChannelSettings, Language, Reply } from '../../../src/contract.js';
import { button, context, header, mrkdwnLink, paragraph, plain, verbatim } from '../outbound/blocks.js';
import { LENGTHS, LIMITS } from '../outbound/limits.js';
import type { Json } from '../../common/json.js';
import { string } from '../../common/json.js';
import { MOST_REVIEWED, noticeLine, reviewBlocks } from './blocks.js';
import { asLanguage, type Service, type Workspace } from '../transport/service.js';
import { shorten } from '../../common/text.js';
import { mrkdwn } from '../outbound/text.js';

export const HOME_ACTIONS = { language: 'home-language', channel: 'home-channel' } as const;

export interface Home {
  readonly opened: (workspace: Workspace, event: Json) => Promise<void>;
  /** @param notice what a press on the Home tab brought */
  readonly publish: (workspace: Workspace, user: string, notice?: Reply) => Promise<void>;
  /** A control of the Home tab was used. */
  readonly change: (workspace: Workspace, user: string, action: string, value: string) => Promise<void>;
}

/** Questions on the Home tab. */
const MOST_ASKED = 5;
/** Channels on the Home tab, which holds 100 blocks. */
const MOST_CHANNELS = 20;
const MOST_PROJECTS = 20;
const AUTOMATIC = 'auto';

export function createHome(
  service: Service,
  installerOf: (team: string) => Promise<string | undefined>,
): Home {
  const { host } = service;

  const maySteer = async (workspace: Workspace, user: string): Promise<boolean> =>
    (await service.isMaintainer(workspace, user)) || (await installerOf(workspace.team)) === user;

  const publish: Home['publish'] = async (workspace, user, notice) => {
    const chosen = asLanguage(await host.store.get(`language/${user}`).catch(() => undefined));
    const language = await service.ownLanguage(user);
    const channels = (await maySteer(workspace, user))
      ? (await host.channels.all()).filter(([key]) => key.startsWith(`${workspace.team}/`))
      : undefined;
    const about = [
      ...knowledge(language),
      ...mostAsked(language, await host.mostAsked(MOST_ASKED)),
      ...languageSwitch(language, chosen),
      ...(channels === undefined ? [] : channelList(language, channels)),
    ];
    const room = LIMITS.viewBlocks - about.length;
    const view: View = {
      type: 'home',
      blocks: [...about, ...(await waiting(workspace, user, language, room, notice))],
    };
    await service.call(workspace, 'views.publish', { user_id: user, view });
  };

  /** What waits for review, for maintainers; anybody else reads at most what a press of theirs brought. */
  const waiting = async (
    workspace: Workspace,
    user: string,
    language: Language,
    room: number,
    notice: Reply | undefined,
  ): Promise<readonly KnownBlock[]> => {
    const said = notice === undefined ? {} : { notice };
    if (!(await service.isMaintainer(workspace, user))) {
      return notice === undefined ? [] : [{ type: 'divider' }, noticeLine(notice)];
    }
    const queue = await host.review(language, MOST_REVIEWED).catch((error: unknown) => {
      host.logger.error('what waits for review could not be read', { error });
      return undefined;
    });
    return reviewBlocks(queue, { language, texts: host.texts, room, ...said });
  };

  const knowledge = (language: Language): readonly KnownBlock[] => {
    const { threads, entries, projects, newest } = host.overview();
    const names = projects.slice(0, MOST_PROJECTS).join(service.say(language, 'list.separator'));
    return [
      header(service.say(language, 'slack.home.title')),
      paragraph(service.say(language, 'slack.home.intro')),
      paragraph(service.say(language, 'slack.home.knows', { threads, entries })),
      ...(newest === undefined
        ? []
        : context([
            verbatim(
              [
                mrkdwn(service.say(language, 'slack.home.newest'), LENGTHS.detail),
                mrkdwnLink(newest.url, newest.title ?? newest.path, LENGTHS.detail),
                mrkdwn(newest.date ?? '', LENGTHS.detail),
              ].join(' '),
            ),
          ])),
      ...(names === ''
        ? []
        : context([plain(service.say(language, 'slack.home.projects', { projects: names }))])),
    ];
  };

  const mostAsked = (language: Language, questions: readonly string[]): readonly KnownBlock[] =>
    questions.length === 0
      ? []
      : [
          { type: 'divider' },
          header(service.say(language, 'slack.home.most')),
          ...questions.map((question) => paragraph(`• ${shorten(question, LENGTHS.question)}`)),
        ];

  const languageSwitch = (language: Language, chosen: Language | undefined): readonly KnownBlock[] => {
    const options = [
      option(AUTOMATIC, service.say(language, 'slack.home.auto')),
      option('zh', '中文'),
      option('en', 'English'),
    ];
    const selected = options.find(({ value }) => value === (chosen ?? AUTOMATIC));
    const select: StaticSelect = {
      type: 'static_select',
      action_id: HOME_ACTIONS.language,
      options,
      initial_option: selected,
    };
    return [
      { type: 'divider' },
      { type: 'section', text: plain(service.say(language, 'slack.home.language')), accessory: select },
    ];
  };

  const channelList = (
    language: Language,
    channels: readonly (readonly [string, ChannelSettings])[],
  ): readonly KnownBlock[] => [
    { type: 'divider' },
    header(service.say(language, 'slack.home.channels')),
    ...(channels.length === 0 ? [paragraph(service.say(language, 'slack.home.noChannels'))] : []),
    ...channels.slice(0, MOST_CHANNELS).map(([key, { listening, precision }], index): KnownBlock => {
      const state = service.say(language, listening ? 'slack.home.on' : 'slack.home.off');
      const dial =
        precision === undefined ? '' : `, ${service.say(language, 'slack.home.precision', { precision })}`;
      const id = key.slice(key.indexOf('/') + 1);
      const action = `${HOME_ACTIONS.channel}:${index}`;
      return {
        type: 'section',
        // The id of a channel that a maintainer typed a command in: Slack shows its name to those who may see it.
        text: verbatim(`<#${id.replace(/\W/g, '')}>: ${mrkdwn(state + dial, LENGTHS.detail)}`),
        accessory: listening
          ? button(action, service.say(language, 'slack.home.switchOff'), `off:${key}`)
          : button(action, service.say(language, 'slack.home.switchOn'), `on:${key}`),
      };
    }),
  ];

  return {
    publish,
    async opened(workspace, event) {
      const user = string(event['user']);
      const channel = string(event['channel']);
      if (user === undefined) return;
      if (event['tab'] === 'home') return await publish(workspace, user);
      if (event['tab'] !== 'messages' || channel === undefined) return;
      const language = await service.ownLanguage(user);
      const prompts = (await host.mostAsked(LIMITS.suggestedPrompts)).map((question) => ({
        title: shorten(question.replace(/\s+/g, ' '), LENGTHS.prompt),
        message: question,
      }));
      if (prompts.length === 0) return;
      await service.call(workspace, 'assistant.threads.setSuggestedPrompts', {
        channel_id: channel,
        title: service.say(language, 'slack.prompts.title'),
        prompts,
      });
    },
    async change(workspace, user, action, value) {
      if (action === HOME_ACTIONS.language) {
        const language = asLanguage(value);
        await (language === undefined
          ? host.store.delete(`language/${user}`)
          : host.store.set(`language/${user}`, language));
      } else {
        const [verb, key = ''] = value.split(':');
        if (!key.startsWith(`${workspace.team}/`) || !(await maySteer(workspace, user))) return;
        await host.channels.change(key, { listening: verb === 'on' });
      }
      await publish(workspace, user);
    },
  };
}

function option(value: string, label: string) {
  return { text: plain(label, LIMITS.optionText), value };
}

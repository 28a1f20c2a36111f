/** From a question to the message that answers it, and what becomes of that message. */

import type { KnownBlock } from '@slack/types';
import type { Hearing, Question, Reply, Texts } from '../../../src/contract.js';
import { CallError } from '../transport/call.js';
import { type Json, list, object, string } from '../../common/json.js';
import { conversationOf } from '../transport/payload.js';
import type { Change, Records, Sent } from './records.js';
import { type OwnButtons, type Rendered, render } from '../outbound/render-reply.js';
import type { Service, Workspace } from '../transport/service.js';

/** What the core answers with its guide. */
export const HELP = '/help';

/** A question and where its answer goes. */
export interface Incoming {
  readonly workspace: Workspace;
  readonly channel: string;
  readonly thread?: string;
  /** The message that asks. */
  readonly ts: string;
  readonly question: Question;
  /** Who may remove the answer, beside the maintainers. */
  readonly askers: readonly string[];
  /** Absent in a direct message, where nobody else listens. */
  readonly hearing?: Hearing;
  /** Whether other people speak in the thread too. */
  readonly company?: boolean;
}

export interface Answering {
  /** Asks, posts and remembers. */
  readonly answer: (incoming: Incoming) => Promise<void>;
  /** Posts a reply that no message asked for, such as the one to a button. */
  readonly post: (workspace: Workspace, where: Where, reply: Reply, more?: PostOptions) => Promise<void>;
  /** A reply as parameters of a message, with what it needs kept for its buttons. */
  readonly payload: (reply: Reply, buttons: OwnButtons, asked: string) => Promise<Rendered>;
  /** Carries over to the reply what has happened to its question. */
  readonly follow: (workspace: Workspace, channel: string, ts: string, change: Change) => Promise<void>;
}

export interface Where {
  readonly channel: string;
  readonly thread?: string;
}

export interface PostOptions {
  readonly askers?: readonly string[];
  readonly question?: Sent['question'];
  /** Offers to keep the bot out of this place. */
  readonly quiet?: string;
  readonly asked?: string;
  /** Not to be removed by a button, as what maintainers have to see to. */
  readonly isFixed?: boolean;
}

/** Nothing unfolds, nothing is parsed: what the bot links is in the blocks. */
export const CALM = { unfurl_links: false, unfurl_media: false, parse: 'none' } as const;

export function createAnswering(service: Service, records: Records): Answering {
  const { host } = service;

  const payload = async (reply: Reply, buttons: OwnButtons, asked: string): Promise<Rendered> => {
    const rendered = render(reply, { texts: host.texts, buttons });
    if (!rendered.isLong) return rendered;
    const id = records.newId();
    try {
      await records.keep(id, { reply, asked });
    } catch (error) {
      host.logger.error('a long answer could not be kept', { error });
      return rendered;
    }
    return render(reply, { texts: host.texts, buttons: { ...buttons, more: id } });
  };

  const post = async (
    workspace: Workspace,
    where: Where,
    reply: Reply,
    more: PostOptions = {},
  ): Promise<void> => {
    const id = records.newId();
    const buttons: OwnButtons = {
      ...(more.isFixed === true ? {} : { remove: id }),
      quiet: more.quiet,
    };
    const { text, blocks } = await payload(reply, buttons, more.asked ?? more.question?.text ?? '');
    const parameters = {
      channel: where.channel,
      thread_ts: where.thread,
      text,
      blocks: marked(blocks, id),
      ...CALM,
      ...metadata(reply),
    };
    const posted = await service.post(workspace, parameters, id);
    const ts = string(posted['ts']);
    if (ts === undefined) return;
    try {
      await records.putSent(id, {
        team: workspace.team,
        // A message to a member's id lands in a conversation of its own.
        channel: string(posted['channel']) ?? where.channel,
        ts,
        thread: where.thread,
        askers: more.askers ?? [],
        language: reply.language,
        question: more.question,
      });
    } catch (error) {
      host.logger.error('a reply could not be remembered', { error });
    }
  };

  const answer = async (incoming: Incoming): Promise<void> => {
    const { workspace, channel, ts, question, hearing } = incoming;
    const { team } = workspace;
    // What came while an overheard question waited counts.
    const before = await records.change(team, channel, ts).catch(() => undefined);
    if (before?.kind === 'deleted') return;
    const text = before?.text ?? question.text;
    await service.turn();
    const asked = await host.bot.ask({ ...question, text });
    if (asked === undefined) return;
    const reply = withGuide(asked, text, host.texts);
    if (hearing !== undefined) {
      const mayEnter = await host.channels.enter(question.place, question.asker, hearing, incoming.company);
      if (!mayEnter) return;
    }
    await post(workspace, incoming, reply, {
      askers: incoming.askers,
      ...(question.attention === 'overheard' ? { quiet: question.place } : {}),
      question: {
        ts,
        text,
        attention: question.attention,
        precision: question.precision,
      },
    });
    const after = await records.change(team, channel, ts).catch(() => undefined);
    if (after !== undefined && !(after.kind === 'edited' && after.text === text)) {
      await follow(workspace, channel, ts, after);
    }
  };

  const withdraw = async (workspace: Workspace, id: string, { channel, ts }: Sent): Promise<void> => {
    await service.call(workspace, 'chat.delete', { channel, ts });
    await records.forget(id);
  };

  const follow = async (workspace: Workspace, channel: string, ts: string, change: Change): Promise<void> => {
    const { team } = workspace;
    const found = await records.replyTo(team, channel, ts);
    if (found?.[1].question === undefined) return;
    const [id, sent] = found;
    if (change.kind === 'deleted') {
      await withdraw(workspace, id, sent);
      return;
    }
    if (sent.question?.text === change.text || (await wasNoticed(workspace, sent))) return;
    const { attention = 'addressed', precision } = sent.question ?? {};
    const [asker = ''] = sent.askers;
    const place = conversationOf(team, channel, sent.thread ?? ts, asker);
    const asked = change.text === '' ? HELP : change.text;
    const answered = await host.bot.ask({
      text: asked,
      asker,
      place,
      attention,
      language: sent.language,
      precision,
    });
    const reply = answered === undefined ? undefined : withGuide(answered, asked, host.texts);
    if (reply === undefined) {
      await withdraw(workspace, id, sent);
      return;
    }
    const buttons = { remove: id, ...(attention === 'overheard' ? { quiet: place } : {}) };
    const { text, blocks } = await payload(reply, buttons, change.text);
    await service.call(workspace, 'chat.update', {
      channel,
      ts: sent.ts,
      text,
      blocks,
      parse: 'none',
      ...metadata(reply),
    });
    await records.putSent(id, {
      ...sent,
      question: { ts, text: change.text, attention, precision },
    });
  };

  /** Whether anybody has reacted to a reply: with a button, an emoji or a word after it. Then it stays as it was read. */
  const wasNoticed = async (workspace: Workspace, sent: Sent): Promise<boolean> => {
    if (await records.wasPressed(sent.team, sent.channel, sent.ts)) return true;
    try {
      const { messages } = await service.call(workspace, 'conversations.replies', {
        channel: sent.channel,
        ts: sent.thread ?? sent.ts,
        limit: 200,
      });
      return list(messages).some((message) => isReaction(object(message), workspace, sent));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      return true;
    }
  };

  return { answer, post, payload, follow };
}

function isReaction(message: Json, workspace: Workspace, sent: Sent): boolean {
  const ts = string(message['ts']) ?? '';
  if (ts === sent.ts) return list(message['reactions']).length > 0;
  return Number(ts) > Number(sent.ts) && message['user'] !== workspace.botUser;
}

/** The blocks with an id by which this message is known again. https://docs.slack.dev/reference/block-kit/blocks */
function marked([first, ...others]: readonly KnownBlock[], id: string): readonly KnownBlock[] {
  return first === undefined ? [] : [{ ...first, block_id: id }, ...others];
}

/** The core's guide names its commands; how they are written in Slack is ours to say. */
export function withGuide(reply: Reply, text: string, texts: Texts): Reply {
  if (reply.kind !== 'notice' || !/^\/?help$/i.test(text)) return reply;
  return { ...reply, text: `${reply.text}\n\n${texts(reply.language, 'slack.help')}` };
}

/** The entry travels with the message, for whoever compares platforms or counts. */
function metadata(reply: Reply): Readonly<Record<string, unknown>> {
  if (reply.entry === undefined) return {};
  return { metadata: { event_type: 'qabot_reply', event_payload: { entry: reply.entry } } };
}

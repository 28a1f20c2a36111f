/**
 * The suite that every adapter must pass.
 *
 * It speaks to an adapter from both sides: as the core, through a scripted bot, and as a member of the platform, through a
 * {@link Platform} that the adapter's own test supplies. What a platform looks like inside is that test's affair.
 */

import type { Reply } from '../contract.js';
import { type FakeHost, fakeHost, gate, makeReply } from './fakes.js';
import { askThrough, nextMessage, type Platform, type Said } from './platform.js';
import * as samples from './replies.js';
import { type Runner, waitFor } from './runner.js';

/** How long a message that must not come is waited for; milliseconds. */
const SILENCE = 60;

/** Every control character but the line feed. */
const CONTROLS = /(?!\n)\p{Cc}/u;

/** @param makePlatform called before each test */
export function describeAdapter(runner: Runner, name: string, makePlatform: () => Promise<Platform>): void {
  const { describe, it, beforeEach, afterEach, expect } = runner;
  describe(`${name} keeps the adapter's contract`, () => {
    let platform: Platform;
    let host: FakeHost;

    beforeEach(async () => {
      platform = await makePlatform();
      host = fakeHost(platform.settings, undefined, { maintainers: platform.maintainers });
    });

    afterEach(async () => {
      await platform.adapter.stop();
      await platform.close();
    });

    const start = (): Promise<void> => platform.adapter.start(host);
    const show = async (reply: Reply): Promise<Said> => {
      host.bot.onAsk('the question', () => reply);
      return await askThrough(platform, 'the question');
    };

    describe('life', () => {
      it('has a name that can begin a setting', () => {
        expect(platform.adapter.name).toMatch(/^[a-z]+$/);
      });

      it('stops before it was started, and twice', async () => {
        await platform.adapter.stop();
        await platform.adapter.stop();
      });

      it('stops twice after it was started', async () => {
        await start();
        await Promise.all([platform.adapter.stop(), platform.adapter.stop()]);
        await platform.adapter.stop();
      });

      it('does not come up any more when it is stopped while it is starting', async () => {
        const starting = start().catch(() => undefined);
        await platform.adapter.stop();
        await starting;
        await platform.say('one').catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, SILENCE));
        expect(host.bot.asked).toEqual([]);
      });

      it('refuses to start without a setting that it needs, and names it', async () => {
        for (const setting of platform.required) {
          const fresh = await makePlatform();
          const { [setting]: _, ...others } = fresh.settings;
          await expect(fresh.adapter.start(fakeHost(others))).rejects.toThrow(setting);
          await fresh.adapter.stop();
          await fresh.close();
        }
      });

      it('takes no question after it has stopped', async () => {
        await start();
        await askThrough(platform, 'one');
        await platform.adapter.stop();
        await platform.say('two').catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, SILENCE));
        expect(host.bot.asked.map(({ text }) => text)).toEqual(['one']);
      });

      it('finishes the question in hand before it has stopped', async () => {
        const answer = gate<Reply>();
        host.bot.onAsk('slow', () => answer.promise);
        await start();
        await platform.say('slow');
        await waitFor(() => expect(host.bot.asked).toHaveLength(1));
        const stopped = platform.adapter.stop();
        answer.open(makeReply({ text: 'At last.' }));
        await stopped;
        expect((await nextMessage(platform, 0)).text).toContain('At last.');
      });

      it('does not ask the program to end while it is listening', async () => {
        await start();
        await askThrough(platform, 'one');
        expect(host.exits).toEqual([]);
      });
    });

    describe('questions', () => {
      beforeEach(start);

      it('brings the text as it was written, with somebody and somewhere', async () => {
        await askThrough(platform, '如何在 SDK 里配置 `timeout`? *really* <b>now</b>');
        expect(host.bot.asked).toHaveLength(1);
        const [question] = host.bot.asked;
        expect(question).toMatchObject({
          text: '如何在 SDK 里配置 `timeout`? *really* <b>now</b>',
          attention: 'addressed',
        });
        expect(question?.asker).not.toBe('');
        expect(question?.place).not.toBe('');
      });

      it('answers two that come together', async () => {
        await Promise.all([platform.say('left'), platform.say('right')]);
        await nextMessage(platform, 1);
        const all = platform.said().map(({ text }) => text);
        expect(all.filter((text) => text.includes('about left'))).toHaveLength(1);
        expect(all.filter((text) => text.includes('about right'))).toHaveLength(1);
      });

      it('shows nothing for silence', async () => {
        host.bot.onAsk('small talk', () => undefined);
        await (platform.overhear === undefined
          ? platform.say('small talk')
          : platform.overhear('small talk'));
        await waitFor(() => expect(host.bot.asked).toHaveLength(1));
        // What comes first is the answer to the next question.
        expect((await askThrough(platform, 'one')).text).toContain('about one');
        expect(platform.said()).toHaveLength(1);
      });

      it('tells the core what was only overheard', async () => {
        if (platform.overhear === undefined) return;
        await platform.overhear('how do I install it?');
        await waitFor(() => expect(host.bot.asked.map(({ attention }) => attention)).toEqual(['overheard']));
      });
    });

    describe('what maintainers write', () => {
      beforeEach(start);

      it('tells the core of a reply, with the conversation that it stands in', async () => {
        if (platform.reply === undefined) return;
        await platform.reply('how do I install it?', 'with the installer');
        const noticed = await waitFor(() => {
          const found = host.noticed.findLast(({ kind }) => kind === 'written');
          if (found === undefined) throw new Error('the core was told of nothing');
          return found;
        });
        expect(await noticed.isMaintainer()).toBe(true);
        const conversation = await noticed.read(noticed.message);
        const messages = conversation?.messages ?? [];
        expect(messages.map(({ text }) => text)).toEqual(['how do I install it?', 'with the installer']);
        expect(messages[1]?.id).toBe(noticed.message);
        expect(messages[0]?.author).not.toBe(messages[1]?.author);
      });
    });

    describe('replies', () => {
      beforeEach(start);

      it('reacts to what needs no answer, or shows its line', async () => {
        host.bot.onAsk('good bot', () => samples.EVERY_KIND.acknowledgement);
        await platform.say('good bot');
        if (platform.reactions === undefined) {
          expect((await nextMessage(platform, 0)).text).toContain(samples.EVERY_KIND.acknowledgement.text);
          return;
        }
        await waitFor(() => expect(platform.reactions?.()).toBe(1));
        // What is said next comes first.
        expect((await askThrough(platform, 'one')).text).toContain('about one');
        expect(platform.said()).toHaveLength(1);
      });

      const { acknowledgement: _, ...others } = samples.EVERY_KIND;
      for (const [kind, reply] of Object.entries(others)) {
        it(`shows all of the reply "${kind}"`, async () => {
          const { text } = await show(reply);
          for (const part of samples.readable(reply)) expect(text).toContain(part);
        });
      }

      it('gives the entry that the bot gives', async () => {
        const said = await show(samples.ANSWER);
        const direct = await host.bot.ask({
          text: 'the question',
          asker: 'a',
          place: 'b',
          attention: 'addressed',
        });
        expect(direct?.entry).toBe(samples.ANSWER.entry);
        if (said.entry !== undefined) expect(said.entry).toBe(direct?.entry);
      });

      for (const [what, text] of Object.entries(samples.HOSTILE)) {
        it(`survives a reply of ${what}`, async () => {
          const shown = await show(samples.everywhere(text));
          expect(shown.text).not.toBe('');
          if (platform.controls === 'obeyed') expect(shown.text).not.toMatch(CONTROLS);
          expect(platform.alerted?.() ?? []).toEqual([]);
          expect((await askThrough(platform, 'afterwards')).text).toContain('about afterwards');
        });
      }

      it('shows a reply that is empty but for its kind, or nothing, and goes on', async () => {
        host.bot.onAsk('empty', () => makeReply());
        await platform.say('empty');
        await waitFor(() => expect(host.bot.asked).toHaveLength(1));
        await platform.say('one');
        await waitFor(() => expect(platform.said().at(-1)?.text).toContain('about one'));
      });
    });

    describe('choices', () => {
      beforeEach(start);

      for (const [what, choice] of samples.CHOICES) {
        it(`carries the token of ${what} untouched, from the same somebody`, async () => {
          await show(samples.ANSWER);
          host.bot.onPress(choice.token, () => makeReply({ text: 'The chosen one.' }));
          await platform.choose(choice.label);
          expect((await nextMessage(platform, 1)).text).toContain('The chosen one.');
          const [question] = host.bot.asked;
          expect(host.bot.pressed).toMatchObject([
            { token: choice.token, asker: question?.asker, place: question?.place },
          ]);
        });
      }

      it('carries the token of an action', async () => {
        await show(samples.ANSWER);
        host.bot.onPress(samples.WHY.token, () => makeReply({ text: 'Because of two terms.' }));
        await platform.act('why');
        expect((await nextMessage(platform, 1)).text).toContain('Because of two terms.');
        expect(host.bot.pressed.map(({ token }) => token)).toEqual([samples.WHY.token]);
      });
    });

    describe('faults of the bot', () => {
      beforeEach(start);

      it('survives a question that rejects, says so in the log, and answers the next', async () => {
        host.bot.onAsk('broken', () => Promise.reject(new Error('no index')));
        await platform.say('broken');
        await waitFor(() => expect(host.logged.map(({ level }) => level)).toContain('error'));
        await platform.say('one');
        await waitFor(() => expect(platform.said().at(-1)?.text).toContain('about one'));
      });

      it('survives a press that rejects', async () => {
        await show(samples.ANSWER);
        const [, choice] = samples.CHOICES[0];
        host.bot.onPress(choice.token, () => Promise.reject(new Error('no store')));
        await platform.choose(choice.label);
        await waitFor(() => expect(host.logged.map(({ level }) => level)).toContain('error'));
        await platform.say('one');
        await waitFor(() => expect(platform.said().at(-1)?.text).toContain('about one'));
      });
    });
  });
}

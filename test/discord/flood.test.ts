import { expect, it } from 'vitest';
import { answered, type Stage, stage } from '../support/discord/stage.js';
import * as world from '../support/discord/world.js';

it('drops what is not admitted before anything is looked up for it', async () => {
  const asked: unknown[] = [];
  let isOpen = false;
  const on: Stage = await stage({
    prepare(_, host) {
      Reflect.set(host, 'admits', (...given: readonly unknown[]) => asked.push(given) > 0 && isOpen);
    },
  });
  await on.platform.say('one');
  on.platform.write('overheard, with <#1> in it', { author: world.BEN });
  on.platform.write('direct', { channel: world.DIRECT });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(asked).toEqual([
    [world.CHANNEL, 'addressed'],
    [world.CHANNEL, 'overheard'],
    [world.ANN, 'addressed'],
  ]);
  expect(on.host.bot.asked).toEqual([]);
  isOpen = true;
  await on.platform.say('two');
  await answered(on);
  expect(on.host.bot.asked.map(({ text }) => text)).toEqual(['two']);
  await on.end();
});

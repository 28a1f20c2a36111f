import { describe, expect, it } from 'vitest';
import { completeLine, OWN_COMMANDS } from '../../adapters/repl/complete.js';
import { fakeBot } from '../../src/testing/fakes.js';

function botWith(...names: readonly string[]) {
  const bot = fakeBot();
  bot.suggest(
    names.map((name) => ({ kind: name.startsWith('/') ? 'command' : 'project', label: name, text: name })),
  );
  return bot;
}

describe('completeLine', () => {
  it.each([
    ['a command', '/ta', ['/tasks', '/help'], ['/tasks'], '/ta'],
    ['the REPL’s own commands too', '/', ['/help'], [...OWN_COMMANDS, '/help'], '/'],
    ['the commands that vote', '/un', [], ['/unhelpful'], '/un'],
    ['a whole line', '/tasks lay', ['/tasks Layotto'], ['/tasks Layotto'], '/tasks lay'],
    ['the last word', '/tasks lay', ['Layotto'], ['Layotto'], 'lay'],
    ['a word behind Han', '什么是mos', ['什么是MOSN'], ['什么是MOSN'], '什么是mos'],
    [
      'another spelling',
      '/tasks registery',
      ['/tasks SOFARegistry'],
      ['/tasks SOFARegistry'],
      '/tasks registery',
    ],
    ['two in one case', 'sofar', ['SOFARPC', 'SOFARegistry'], ['SOFARPC', 'SOFARegistry'], 'sofar'],
    ['two in two cases', 'sofa', ['SOFARPC', 'sofa-boot'], ['sofaRPC', 'sofa-boot'], 'sofa'],
    ['each once', 'm', ['MOSN', 'MOSN'], ['MOSN'], 'm'],
    ['nothing of several that do not continue the line', 'xyz', ['MOSN', 'Seata'], [], 'xyz'],
    ['nothing for an empty line', '  ', ['MOSN'], [], '  '],
    ['without control characters', 'm', ['MO\u001B[31mSN'], ['MOSN'], 'm'],
  ])('completes %s', async (_, line, names, expected, part) => {
    expect(await completeLine(botWith(...names), line)).toEqual([expected, part]);
  });

  it('asks for the last word alone when the bot knows nothing for the line', async () => {
    const bot = fakeBot();
    bot.complete = async (text) => (text === 'mo' ? [{ kind: 'project', label: 'MOSN', text: 'MOSN' }] : []);
    expect(await completeLine(bot, 'tell me about mo')).toEqual([['MOSN'], 'mo']);
  });
});

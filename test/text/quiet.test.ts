import { expect, it } from 'vitest';
import { asksForQuiet } from '../../src/text/quiet.js';

it.each([
  ['stop', true],
  ['please be quiet', true],
  ['can you shut up please', true],
  ['闭嘴', true],
  ['太吵了', true],
  ['下次别插嘴', true],
  ['别说话了', true],
  ['how do I stop a biz', false],
  ['stop 之后 biz 还在', false],
  ['怎么让日志安静一点', false],
  ['别的版本支持吗', false],
  ['消停一会儿之后 leader 又切了', false],
])('%s asks for quiet: %s', (text, quiet) => expect(asksForQuiet(text)).toBe(quiet));

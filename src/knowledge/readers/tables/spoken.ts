import { isRecord } from '../../../record.js';

type Cells = Readonly<Record<string, unknown>>;

const LISTS = ['messages', 'conversations', 'conversation'];
const ASKERS = new Set(['user', 'human']);
const ANSWERERS = new Set(['assistant', 'gpt', 'bot']);

/**
 * A row of a chat data set (`{"messages": [{"role": "user", "content": ...}, ...]}`, or with `from` and `value`) with its first question and
 * the answer to it as cells; any other row as it is.
 */
export function spoken(cells: Cells): Cells {
  const list = LISTS.map((name) => cells[name]).find(Array.isArray);
  if (list === undefined) return cells;
  const said = list.filter(isRecord).map((one) => ({
    role: String(one['role'] ?? one['from']),
    text: one['content'] ?? one['value'],
  }));
  const at = said.findIndex(({ role }) => ASKERS.has(role));
  const reply = said.slice(at + 1).find(({ role }) => ANSWERERS.has(role));
  return at < 0 ? cells : { ...cells, question: said[at]?.text, answer: reply?.text };
}

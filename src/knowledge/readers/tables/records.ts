import { reasonOf } from '../../../errors.js';
import { LIMITS } from '../../files/limits.js';
import type { Document, Finding } from '../../model.js';
import { yamlFaultLine } from '../front-matter.js';
import { EMPTY, fault, type ReadFile, unread } from '../reader.js';
import { readJsonl } from './jsonl.js';
import { isMeantAsQuestions } from './names.js';
import { columnsOfRows, readRows, type Row, tooManyRows } from './rows.js';
import { spoken } from './spoken.js';
import { type Fields, readTree, type ReadTree, type Tree } from './tree.js';

const NO_QUESTIONS = 'no array of questions';

/**
 * Reads a JSON or YAML file with a list of records that have a question and an answer: at the top, under a name, or by sections
 * (`{sections: [{title, items: [...]}]}`, `{networking: [...]}`). Any other file is no fault.
 */
export function readRecords(file: ReadFile): Document {
  const { path, text } = file;
  let tree: ReadTree;
  try {
    tree = readTree(text);
  } catch (error) {
    if (isLines(text)) return readJsonl(file);
    // Templates, and settings with comments, are none of the bot's business.
    if (!isMeantAsQuestions(path, text)) return { ...EMPTY, findings: [unread(path, NO_QUESTIONS)] };
    const rule = path.toLowerCase().endsWith('.json') ? 'json-syntax' : 'yaml-syntax';
    return { ...EMPTY, findings: [fault(path, yamlFaultLine(error), rule, reasonOf(error))] };
  }
  const rows = rowsOf(tree);
  if (rows.length === 0) return { ...EMPTY, findings: [unread(path, NO_QUESTIONS)] };
  const beyond = rows[LIMITS.rows];
  const findings: readonly Finding[] = beyond === undefined ? [] : [tooManyRows(path, beyond.line)];
  return readRows(file, rows.slice(0, LIMITS.rows), findings);
}

/** Whether a text has one JSON object a line: some call such a file `.json`. */
function isLines(text: string): boolean {
  const [first = '', second = ''] = text.split('\n', 2).map((line) => line.trim());
  return [first, second].every((line) => line.startsWith('{') && line.endsWith('}'));
}

/** Levels of sections that are looked into. */
const MOST_LEVELS = 12;

function rowsOf({ documents, lineOf }: ReadTree): readonly Row[] {
  const rows: Row[] = [];
  // What an alias repeats is looked at once.
  const seen = new Set<Tree>();
  const look = (value: Tree, sections: readonly string[], level: number): void => {
    if (typeof value === 'string' || seen.has(value) || rows.length > LIMITS.rows) return;
    seen.add(value);
    const asked = (isList(value) ? value : [value]).filter(isFields);
    const found = asked.map((cells): Row => ({ line: lineOf(cells), cells, sections }));
    if (holdQuestions(found)) {
      for (const row of found) rows.push(row);
      return;
    }
    if (level > MOST_LEVELS) return;
    if (isList(value)) for (const item of value) look(item, sections, level + 1);
    else {
      const title = titleOf(value);
      for (const [key, below] of Object.entries(value)) {
        const names = [title, key].filter(
          (name): name is string => name !== undefined && !HOLDERS.test(name),
        );
        look(below, [...sections, ...names], level + 1);
      }
    }
  };
  for (const document of documents) look(document, [], 0);
  return rows;
}

/** Whether records are questions: they have names for question and answer, and at least half of them a question. */
function holdQuestions(rows: readonly Row[]): boolean {
  if (rows.length === 0) return false;
  const { question, answer } = columnsOfRows(rows);
  const asking = rows.filter(({ cells }) => question.some((name) => name in spoken(cells)));
  return answer.length > 0 && asking.length * 2 >= rows.length;
}

/** Names that say nothing of what they hold. */
const HOLDERS =
  /^(?:items?|questions?|faqs?|data|entries|entry|list|sections?|categories|groups?|children|rows|records|results|content|qas?|mainentity|paragraphs|documents?)$/i;

function titleOf(fields: Fields): string | undefined {
  const names = ['title', 'name', 'section', 'category', 'heading', 'group', '标题', '名称', '分类'];
  return names
    .map((name) => fields[name])
    .find((text): text is string => typeof text === 'string' && text.trim() !== '')
    ?.trim();
}

function isList(value: Tree): value is readonly Tree[] {
  return Array.isArray(value);
}

function isFields(value: Tree): value is Fields {
  return typeof value === 'object' && !isList(value);
}

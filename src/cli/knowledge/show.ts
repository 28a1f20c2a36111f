/** `qabot knowledge check --show FILE`: how one file was divided into questions and answers. */

import { join, relative, resolve, sep } from 'node:path';
import stringWidth from 'string-width';
import { cutToColumns } from '../../insights/columns.js';
import { shippedFolder } from '../../knowledge/files/folders.js';
import { walk } from '../../knowledge/files/walk.js';
import { loadKnowledge } from '../../knowledge/load.js';
import type { Finding, Thread } from '../../knowledge/model.js';
import type { Reader } from '../../knowledge/readers/reader.js';

/** What one file gave. */
export interface Division {
  readonly threads: readonly Thread[];
  readonly findings: readonly Finding[];
}

interface Place {
  readonly folder: string;
  /** What the path begins at: the folder itself, or the one that holds the file. */
  readonly root: string;
  /** As findings print it. */
  readonly path: string;
}

/**
 * Reads a file as part of its knowledge folder, or alone where it is in none.
 * @param given the path as findings print it, from the working directory, or absolute
 * @param folders as given; empty means the shipped folder
 * @throws {QabotError} `knowledge-missing`
 */
export async function readDivision(
  given: string,
  folders: readonly string[],
  readers: readonly Reader[],
): Promise<Division> {
  const places = await placesOf(given, folders.length === 0 ? [shippedFolder()] : folders, readers);
  const [place] = places;
  if (place === undefined) return await loadKnowledge([given], { readers });
  // Two folders may hold files of the same path: then the first one's is read without the other.
  const { threads, findings } = await loadKnowledge(places.length > 1 ? [place.folder] : folders, {
    readers,
  });
  const division = {
    threads: threads.filter(({ source }) => source.path === place.path),
    findings: findings.filter(({ path }) => path === place.path),
  };
  // Of a file that gave nothing, only reading it alone may say why.
  const isEmpty = division.threads.length + division.findings.length === 0;
  return isEmpty ? await loadKnowledge([join(place.root, place.path)], { readers }) : division;
}

/** The folders that read the file, or one of the same path within them. */
async function placesOf(
  given: string,
  folders: readonly string[],
  readers: readonly Reader[],
): Promise<readonly Place[]> {
  const walked = await Promise.all(
    folders.map(async (folder) => ({ folder, ...(await walk(folder, readers)) })),
  );
  const printed = given.replaceAll('\\', '/').replace(/^\.\//, '');
  const within = ({ root }: { readonly root: string }): string =>
    relative(resolve(root), resolve(given)).split(sep).join('/');
  const owner =
    walked.find((one) => one.paths.includes(within(one))) ??
    walked.find(({ paths }) => paths.includes(printed));
  if (owner === undefined) return [];
  const path = owner.paths.includes(within(owner)) ? within(owner) : printed;
  return walked
    .filter(({ paths }) => paths.includes(path))
    .toSorted((a, b) => Number(b === owner) - Number(a === owner))
    .map(({ folder, root }) => ({ folder, root, path }));
}

/** Columns where the output is no terminal, or tells no width. */
const WIDTH = 120;
/** Share of the line that a question gets at most. */
const QUESTION_SHARE = 0.4;

const UNANSWERED = '(no answer: not offered)';

interface Row {
  readonly line: string;
  readonly characters: string;
  readonly question: string;
  readonly answer: string;
  readonly section?: string;
}

const HEADINGS: Row = { line: 'line', characters: 'characters', question: 'question', answer: 'answer' };

/**
 * A line for each question, in the file's order, one above them for each section, and one that counts them.
 * @param columns of the terminal
 */
export function divisionLines({ threads }: Division, columns: number = 0): readonly string[] {
  const width = Math.max(columns || WIDTH, WIDTH / 2);
  const turns = threads
    .flatMap(({ turns: own, section }) => own.map((turn) => ({ ...turn, section })))
    .toSorted((a, b) => a.line - b.line);
  const rows: readonly Row[] = [
    HEADINGS,
    ...turns.map(({ question, answer, illustrated, line, section }) => ({
      line: String(line),
      characters: String((illustrated ?? answer ?? '').length),
      question: cutToColumns(question, Math.floor(width * QUESTION_SHARE)),
      answer: answer ?? UNANSWERED,
      section,
    })),
  ];
  const wide = {
    line: widest(rows.map(({ line }) => line)),
    characters: widest(rows.map(({ characters }) => characters)),
    question: widest(rows.map(({ question }) => question)),
  };
  const lines = rows.flatMap((row, place) => {
    const question = row.question + ' '.repeat(wide.question - stringWidth(row.question));
    const before = `${row.line.padStart(wide.line)}  ${row.characters.padStart(wide.characters)}  ${question}  `;
    const line = before + cutToColumns(row.answer, width - stringWidth(before));
    const isSame = row.section === undefined || row.section === rows[place - 1]?.section;
    return isSame ? [line] : [cutToColumns(`# ${row.section}`, width), line];
  });
  return [...(turns.length === 0 ? [] : lines), countLine(turns)];
}

/** Columns. A table may have more rows than a call takes arguments. */
function widest(cells: readonly string[]): number {
  return cells.reduce((most, cell) => Math.max(most, stringWidth(cell)), 0);
}

function countLine(turns: readonly { readonly answer?: string }[]): string {
  const answered = turns.filter(({ answer }) => answer !== undefined).length;
  const without = turns.length - answered;
  return `${answered} pairs${without === 0 ? '' : `, and ${without} questions without an answer`}`;
}

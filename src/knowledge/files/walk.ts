/** Finds the files of a knowledge folder. */

import { reasonOf } from '../../errors.js';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { readText } from './decode.js';
import { kindOf, shippedFolder } from './folders.js';
import { LIMITS } from './limits.js';
import { isDocument } from './unread.js';
import type { Finding } from '../model.js';
import { fault, type Reader } from '../readers/reader.js';
import { readerOf } from '../readers/readers.js';

/** What a folder may hold beside its knowledge: settings and catalogue. */
const NOT_KNOWLEDGE = /^(?:projects\.ya?ml|glossary\.ya?ml|families\.ya?ml|knowledge\.ya?ml)$/i;
/** The files beside the knowledge that have a say in what is read from it. */
export const PROJECTS = 'projects.yaml';
export const GLOSSARY = 'glossary.yaml';
export const FAMILIES = 'families.yaml';
export const FOLDER_SETTINGS = 'knowledge.yaml';
/** What `qabot knowledge export --learned` writes beside its pages. */
export const ALTERNATES = 'alternates.yaml';
const WORDINGS = /.\.wordings\.ya?ml$/i;

/** Whether a file is named as one with other wordings of questions. */
export const isWordings = (name: string): boolean => name === ALTERNATES || WORDINGS.test(name);

export interface Walked {
  /** What the paths begin at: the folder itself, or the one that holds the file. */
  readonly root: string;
  /** Relative to {@link root}, with `/`, sorted by code units. */
  readonly paths: readonly string[];
  /** The same of files with other wordings of questions. */
  readonly wordings: readonly string[];
  /** The same of documents that no reader takes. */
  readonly unread: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Lists the files that a reader takes, folders within folders included. Left out: names that begin with a dot,
 * `node_modules`, and the catalogue. Each folder is entered once, so that links cannot run in circles, and no link leads out.
 * A file that is named by itself is taken whatever it is called.
 * @throws {QabotError} `knowledge-missing`
 */
export async function walk(folder: string, readers: readonly Reader[]): Promise<Walked> {
  if ((await kindOf(folder)) === 'file') return alone(folder, readers);
  const isKnowledge = (name: string): boolean =>
    readerOf(name, readers) !== undefined && !NOT_KNOWLEDGE.test(name);
  const paths: string[] = [];
  const wordings: string[] = [];
  const unread: string[] = [];
  const findings: Finding[] = [];
  const entered = new Set<string>();
  const home = await realpath(folder);

  const enter = async (relative: string, depth: number): Promise<void> => {
    const path = join(folder, relative);
    const real = await realpath(path);
    if (entered.has(real) || depth > LIMITS.depth) return;
    entered.add(real);
    const entries = await readdir(path, { withFileTypes: true });
    const links = new Set(entries.filter((entry) => entry.isSymbolicLink()).map(({ name }) => name));
    for (const name of entries.map((entry) => entry.name).toSorted()) {
      if (name.startsWith('.') || name === 'node_modules' || paths.length >= LIMITS.files) continue;
      const below = relative === '' ? name : `${relative}/${name}`;
      try {
        // Who may write into the folder could else have any file of the machine read out.
        if (links.has(name) && !isWithin(await realpath(join(folder, below)), home)) {
          findings.push(fault(below, 1, 'file-unreadable', LEADS_OUT));
          continue;
        }
        const found = await stat(join(folder, below));
        if (found.isDirectory()) await enter(below, depth + 1);
        else if (found.isFile() && isWordings(name)) wordings.push(below);
        else if (found.isFile() && isKnowledge(name)) paths.push(below);
        else if (found.isFile() && isDocument(name) && !NOT_KNOWLEDGE.test(name)) unread.push(below);
      } catch (error) {
        findings.push(fault(below, 1, 'file-unreadable', reasonOf(error)));
      }
    }
  };

  await enter('', 0);
  return {
    root: folder,
    paths: paths.toSorted(),
    wordings: wordings.toSorted(),
    unread: unread.toSorted(),
    findings,
  };
}

const LEADS_OUT =
  'a link that leads out of the folder is not followed; copy the file, or name its own folder too';

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function alone(path: string, readers: readonly Reader[]): Walked {
  const name = basename(path);
  const found = { root: dirname(path), paths: [], wordings: [], unread: [], findings: [] };
  return readerOf(name, readers) === undefined ? { ...found, unread: [name] } : { ...found, paths: [name] };
}

/** Texts of the wordings files that ship with the package by name, sorted. They apply to their entries wherever those are read. */
export async function shippedWordings(): Promise<ReadonlyMap<string, string>> {
  const folder = join(shippedFolder(), 'wordings');
  const names = (await readdir(folder).catch(() => [])).filter(isWordings).toSorted();
  const texts = await Promise.all(names.map((name) => readText(join(folder, name), name)));
  return new Map(
    names.flatMap((name, place) => {
      const text = texts[place]?.content;
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

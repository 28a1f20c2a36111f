/** The reader of weekly posts: threads of questions and answers, and the news beside them. */

import type { Source } from '../../../contract.js';
import { isWebAddress } from '../../address.js';
import type { Document, Thread, Turn } from '../../model.js';
import { listOf, type Front } from '../front-matter.js';
import type { Line } from '../markdown/lines.js';
import { EMPTY, type ReadFile } from '../reader.js';
import { sourceOf } from '../source.js';
import type { Closing } from './threads/closings.js';
import type { SectionContext } from './sections.js';
import { finishTurn, type ThreadDraft } from './threads/drafts.js';
import { readNotes } from './news/notes.js';
import { readReadings } from './news/readings.js';
import { readReleases } from './news/releases.js';
import { readTasks } from './news/tasks.js';
import { gatherThreads } from './threads/gather.js';
import { readTokens } from './threads/tokens.js';

export function readWeekly(file: ReadFile, front: Front, lines: readonly Line[]): Document {
  const { threads, sections } = gatherThreads(readTokens(lines));
  const source = sourceOf(file, front.data);
  const context: SectionContext = {
    at: (line) => ({ ...source, line: line.line }),
    absolute: (url) => absoluteAddress(url, source.url),
  };
  return {
    ...EMPTY,
    threads: finishThreads(threads, file, front, source, context),
    tasks: sections.flatMap((section) => readTasks(section, context)),
    releases: sections.flatMap((section) => readReleases(section, context)),
    readings: readReadings(sections, context),
    notes: sections.flatMap((section) => readNotes(section, context)),
  };
}

/** A site's own `/blog/x` is completed where the post's address is known. */
function absoluteAddress(url: string, base: string | undefined): string | undefined {
  if (isWebAddress(url)) return url;
  if (base === undefined || !url.startsWith('/') || !URL.canParse(url, base)) return undefined;
  return new URL(url, base).href;
}

function finishThreads(
  drafts: readonly ThreadDraft[],
  file: ReadFile,
  front: Front,
  source: Source,
  context: SectionContext,
): readonly Thread[] {
  const finished = drafts
    .map((draft) => ({ draft, turns: finishTurns(draft, context) }))
    .filter(({ turns }) => turns.length > 0);
  const closings = inheritClosings(finished);
  const tags = listOf(front.data['tags']);
  return finished.map(({ draft, turns }, index) => {
    const closing = closings[index];
    return {
      id: `${file.post}#${index + 1}`,
      n: index + 1,
      asker: draft.asker,
      printedProject: closing?.label,
      printedUrl: closing?.url,
      tags,
      turns,
      source: { ...source, line: turns[0]?.line ?? draft.line },
    };
  });
}

function finishTurns(draft: ThreadDraft, context: SectionContext): readonly Turn[] {
  return draft.turns.flatMap((turn) => finishTurn(turn, context.absolute) ?? []);
}

/** One closing line may serve several threads above it: those without one of their own that speak of its project. */
function inheritClosings(
  threads: readonly { readonly draft: ThreadDraft; readonly turns: readonly Turn[] }[],
): readonly (Closing | undefined)[] {
  let below: Closing | undefined;
  return threads
    .toReversed()
    .map(({ draft, turns }) => {
      below = draft.closing ?? below;
      if (draft.closing || !below) return draft.closing;
      return mentions(turns, below.label) ? below : undefined;
    })
    .toReversed();
}

function mentions(turns: readonly Turn[], label: string): boolean {
  const text = turns.map(({ question, answer }) => `${question}\n${answer ?? ''}`).join('\n');
  return squeeze(text).includes(squeeze(label));
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/g, '');
}

/** Which of a page's leads are questions: by what the page is, by what its headings mostly are, and by where a lead stands. */

import type { Lead, LeadKind } from './lead.js';
import { type Section, withDescendants } from './sections.js';
import {
  isFold,
  isFurniture,
  isPart,
  isPartAsking,
  namesGroup,
  namesQuestions,
  statesProblem,
} from './words.js';

/** A lead that is a question. */
export interface Choice {
  readonly lead: Lead;
  /** Title of the group that it stands in. */
  readonly section?: string;
}

export interface Chosen {
  readonly choices: readonly Choice[];
  /** Indexes of rows where no answer goes on: headings of groups and of the page's own furniture. */
  readonly borders: readonly number[];
  /** Whether the page, or a part of it, is one of questions. */
  readonly isQuestionPage: boolean;
}

export interface PageSign {
  /** Whether its name or title says that it is a page of questions. */
  readonly isNamed: boolean;
  /** Whether its front matter says so: then each heading with a text of its own asks. */
  readonly isForced: boolean;
  /** Whether a section's own text holds any words. */
  readonly hasText: (section: Section) => boolean;
}

export function choose(page: Section, sign: PageSign): Chosen {
  const isQuestionPage = sign.isNamed || sign.isForced || asksMostly(page);
  const chooser = new Chooser(page, sign, isQuestionPage);
  chooser.visit(page, { isZone: isQuestionPage });
  return chooser.chosen;
}

/** Headings of one level that must ask at least, so that a page is one of questions by them. */
const FEWEST_ASKING = 2;

/** Whether at least half of the headings of one level ask. */
function asksMostly(page: Section): boolean {
  const levels = new Map<number, { count: number; asking: number }>();
  for (const { heading } of withDescendants(page)) {
    if (heading === undefined || isFurniture(heading.question)) continue;
    const level = levels.get(heading.depth) ?? { count: 0, asking: 0 };
    levels.set(heading.depth, { count: level.count + 1, asking: level.asking + (heading.asks ? 1 : 0) });
  }
  return [...levels.values()].some(({ count, asking }) => asking >= FEWEST_ASKING && asking * 2 >= count);
}

interface Place {
  /** Whether questions are to be expected here. */
  readonly isZone: boolean;
  readonly group?: string;
}

class Chooser {
  readonly #choices: Choice[] = [];
  readonly #borders: number[] = [];
  readonly #sign: PageSign;
  /** The leads of each section's own text that are questions. */
  readonly #picked: ReadonlyMap<Section, readonly Lead[]>;
  /** Whether the page asks by headings rather than by what stands in their texts. */
  readonly #asksByHeadings: boolean;
  #isQuestionPage: boolean;

  constructor(page: Section, sign: PageSign, isQuestionPage: boolean) {
    this.#sign = sign;
    this.#isQuestionPage = isQuestionPage;
    const all = withDescendants(page);
    const headings = all.filter(
      ({ heading }) => heading?.asks === true || statesProblem(heading?.question ?? ''),
    ).length;
    this.#picked = new Map(all.map((section) => [section, pick(section)]));
    const leads = [...this.#picked.values()].reduce((sum, picked) => sum + askingOf(picked), 0);
    this.#asksByHeadings = headings >= leads;
  }

  get chosen(): Chosen {
    const choices = this.#choices.toSorted((a, b) => a.lead.row - b.lead.row);
    return { choices, borders: this.#borders, isQuestionPage: this.#isQuestionPage };
  }

  visit(section: Section, place: Place): void {
    const { heading, children } = section;
    if (heading === undefined) return this.#group(section, place);
    if (isFurniture(heading.question)) return this.#border(heading);
    if (!heading.asks && namesQuestions(heading.question)) return this.#named(section, heading, place);
    if (!place.isZone) return this.#outside(section, heading, place);
    if (this.#isQuestion(section, heading)) return this.#question(section, heading, place);
    if (children.length > 0 || this.#holdsLeads(section))
      return this.#group(section, { ...place, group: groupOf(section, place) });
    if (this.#sign.hasText(section)) this.#choose(heading, place.group);
    else this.#border(heading);
  }

  /** "FAQ", "Troubleshooting": its sections and leads are questions. */
  #named(section: Section, heading: Lead, place: Place): void {
    const before = this.#choices.length;
    this.#isQuestionPage = true;
    const isTitle = section.depth <= 1 || !place.isZone;
    this.#group(section, { isZone: true, group: isTitle ? place.group : groupOf(section, place) });
    const isEmpty = this.#choices.length === before;
    if (
      isEmpty &&
      this.#sign.hasText(section) &&
      (this.#sign.isForced || (statesProblem(heading.question) && section.leads.length === 0))
    )
      this.#choose(heading, place.group);
  }

  /** Of a page that is none of questions only headings that ask, and what says itself that it is a question. */
  #outside(section: Section, heading: Lead, place: Place): void {
    if (heading.asks) return this.#question(section, heading, place);
    this.#group(section, place);
  }

  #question(section: Section, heading: Lead, place: Place): void {
    const asking = isInParts(section)
      ? []
      : section.children.filter(({ heading: below }) => below?.asks === true);
    const isEmpty = !this.#sign.hasText(section);
    // A question without a text of its own above questions names a group.
    if (asking.length > 0 && isEmpty)
      return this.#group(section, { ...place, group: groupOf(section, place) });
    this.#choose(heading, place.group);
    if (isInParts(section)) return;
    const areQuestions =
      place.isZone && asking.length >= FEWEST_ASKING && asking.length * 2 >= section.children.length;
    for (const child of section.children)
      if (areQuestions && !isPart(child.heading?.question ?? '')) this.visit(child, place);
      else this.#below(child, place);
  }

  /** Below a question: another one, or else a part of its answer. */
  #below(section: Section, place: Place): void {
    const { heading } = section;
    if (heading === undefined) return;
    if (heading.asks && !isPart(heading.question)) return this.#question(section, heading, place);
    for (const child of section.children) this.#below(child, place);
  }

  #group(section: Section, place: Place): void {
    if (section.heading !== undefined) this.#border(section.heading);
    const picked = place.isZone ? this.#pickedOrTitles(section) : declared(section);
    for (const lead of picked) this.#choose(lead, place.group);
    for (const child of section.children) this.visit(child, place);
  }

  #isQuestion(section: Section, heading: Lead): boolean {
    const { children } = section;
    const marks = declared(section).length;
    if (heading.asks) return marks === 0 || !this.#startsWithLead(section);
    if (children.length === 0) return !this.#holdsLeads(section) && this.#sign.hasText(section);
    if (marks === 0 && isInParts(section)) return !namesGroup(heading.question);
    if (marks > 0 || children.some(asksBelow)) return false;
    const parts = children.filter(({ heading: below }) => isPart(below?.question ?? '')).length;
    if (parts * 2 >= children.length) return !namesGroup(heading.question);
    if (namesGroup(heading.question) || section.depth === 1) return false;
    const problems = children.filter(({ heading: below }) => statesProblem(below?.question ?? '')).length;
    return statesProblem(heading.question) && problems * 2 < children.length;
  }

  /** Whether a heading that does not ask has questions in its own text. */
  #holdsLeads(section: Section): boolean {
    const picked = this.#pickedIn(section);
    if (picked.length === 0) return false;
    if (!this.#asksByHeadings || picked.some((lead) => lead.declared)) return true;
    return picked.length >= FEWEST_ASKING && this.#startsWithLead(section);
  }

  #startsWithLead(section: Section): boolean {
    const [first] = this.#pickedIn(section);
    return first !== undefined && first.row - section.from <= MOST_ROWS_ABOVE;
  }

  #pickedIn(section: Section): readonly Lead[] {
    return this.#picked.get(section) ?? [];
  }

  /** Where nothing asks and there are no headings: blocks with a title, if several say what they are about. */
  #pickedOrTitles(section: Section): readonly Lead[] {
    const picked = this.#pickedIn(section);
    if (picked.length > 0 || section.children.length > 0) return picked;
    const titles = section.leads.filter(({ kind, depth }) => kind === 'title' && depth === 0);
    return titles.length >= FEWEST_BOLD &&
      titles.every(({ question }) => !isPart(question) && !isFold(question))
      ? titles
      : [];
  }

  #choose(lead: Lead, section: string | undefined): void {
    this.#choices.push({ lead, section });
  }

  #border(heading: Lead): void {
    this.#borders.push(heading.row);
  }
}

/** Rows between a group's heading and its first question: a line or two that say what it is about. */
const MOST_ROWS_ABOVE = 4;

function groupOf({ heading }: Section, { group }: Place): string | undefined {
  return heading === undefined || namesQuestions(heading.question) ? group : heading.question;
}

/** Whether all that stands below a heading are parts of one answer, "Why?" and "Solutions". */
function isInParts({ children }: Section): boolean {
  const titles = children.map(({ heading }) => heading?.question ?? '');
  return titles.length > 0 && titles.every((title) => isPart(title) || isPartAsking(title));
}

function asksBelow({ heading, children, leads }: Section): boolean {
  return heading?.asks === true || leads.some((lead) => lead.declared) || children.some(asksBelow);
}

function declared({ leads }: Section): readonly Lead[] {
  return leads.filter((lead) => lead.declared);
}

/** In this order where a text holds as many of one kind as of another. */
const KINDS: readonly LeadKind[] = ['mark', 'row', 'title', 'bold', 'link', 'item', 'quote'];
/** Bold lines that do not ask, but stand alone: so many make a list of problems. */
const FEWEST_BOLD = 3;

/** Kinds whose marks say by themselves that something is asked, whatever the rest of the text is written in. */
const PLAIN_KINDS: ReadonlySet<LeadKind> = new Set(['mark', 'row', 'title']);

/**
 * The leads of a section's own text that are questions, if its text is one of questions at all: those of the kind and depth that ask most,
 * those of other kinds that plainly ask, and those that ask behind the end of an answer, whose text would be nobody's.
 */
function pick({ leads }: Section): readonly Lead[] {
  const styles = KINDS.flatMap((kind) => {
    const depths = [...new Set(leads.filter((lead) => lead.kind === kind).map(({ depth }) => depth))];
    return depths.map((depth) => leads.filter((lead) => lead.kind === kind && lead.depth === depth));
  }).filter(isStyle);
  const [best = [], ...others] = styles.toSorted((a, b) => askingOf(b) - askingOf(a));
  const isOfBest = new Set(best);
  const picked: Lead[] = [];
  for (const lead of [...best, ...others.flat()].toSorted((a, b) => a.row - b.row)) {
    const end = picked.at(-1)?.to;
    const isInside = end !== undefined && lead.row < end;
    const isPlain = PLAIN_KINDS.has(lead.kind) || end !== undefined;
    if (isOfBest.has(lead) || (lead.asks && !isInside && isPlain)) picked.push(lead);
  }
  return picked;
}

function askingOf(leads: readonly Lead[]): number {
  return leads.filter(({ asks }) => asks).length;
}

function isStyle(leads: readonly Lead[]): boolean {
  const count = askingOf(leads);
  const [first] = leads;
  // One quote that asks may be what somebody said.
  const fewest = first?.kind === 'quote' && !first.declared ? FEWEST_ASKING : 1;
  if (count >= fewest && count * 2 >= leads.length) return true;
  return (
    (first?.kind === 'bold' || first?.kind === 'title') &&
    leads.filter(({ question }) => statesProblem(question)).length >= FEWEST_BOLD
  );
}

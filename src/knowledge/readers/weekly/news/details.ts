/** Lines such as `详细参考：https://...`, with which a task list or a release ends. */

import { isWebAddress } from '../../../address.js';
import type { Line } from '../../markdown/lines.js';

const LABEL =
  /^[\s「【*]*(?:详见|详细(?:参考|发布报告|发布|信息|内容|介绍)?|发布报告|参考|更多(?:信息|详情)?|details?|see|full (?:change ?log|notes)|change ?log)[^：:]{0,12}?[\s」】*]*[：:]?\s*(?:<|https?:|$)/i;

export interface Details {
  readonly url?: string;
  /** How many lines it takes, itself included. */
  readonly taken: number;
}

/** Reads such a line at `index`; its address stands on it or on the lines below. */
export function detailsAt(
  lines: readonly Line[],
  index: number,
  absolute: (url: string) => string | undefined,
): Details | undefined {
  const line = lines[index];
  if (!line || !isDetailsLabel(line)) return undefined;
  const urls = webAddresses(line, absolute);
  let taken = 1;
  for (;;) {
    const below = lines[index + taken];
    if (!below || !isAddressOnly(below)) break;
    urls.push(...webAddresses(below, absolute));
    taken += 1;
  }
  const [url] = urls;
  return { taken, url };
}

function isDetailsLabel(line: Line): boolean {
  const [link] = line.links;
  const text = link ? line.plain.slice(0, line.plain.indexOf(link.title)) : line.plain;
  return LABEL.test(text.trim());
}

function isAddressOnly(line: Line): boolean {
  const [link] = line.links;
  return link !== undefined && line.plain.replace(link.title, '').trim() === '' && isWebAddress(link.title);
}

function webAddresses(line: Line, absolute: (url: string) => string | undefined): string[] {
  return line.links.flatMap(({ url }) => absolute(url) ?? []);
}

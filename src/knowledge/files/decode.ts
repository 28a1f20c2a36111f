/** Bytes to text. */

import { reasonOf } from '../../errors.js';
import { readFile, stat } from 'node:fs/promises';
import { LIMITS } from './limits.js';
import type { Finding } from '../model.js';
import { fault, warning } from '../readers/reader.js';

export interface Read<Content> {
  /** Absent where the file cannot be read; a finding says why. */
  readonly content?: Content;
  readonly findings: readonly Finding[];
}

/**
 * Reads a file as text with `\n` line ends and without byte order mark. A file in another encoding than UTF-8 is read where its bytes say
 * clearly which it is, and a finding says so.
 * @param name what the file is called in findings
 */
export async function readText(path: string, name: string): Promise<Read<string>> {
  const { content, findings } = await readBytes(path, name);
  if (content === undefined) return { findings };
  const { text, encoding } = await decode(content);
  if (text === undefined) {
    const message = 'not valid UTF-8, and no other encoding for certain; save the file as UTF-8';
    return { findings: [fault(name, faultLine(content), 'encoding', message)] };
  }
  const said = encoding === 'utf-8' ? [] : [warning(name, 1, 'encoding', readAs(encoding))];
  return { content: text.replace(/\r\n?/g, '\n'), findings: said };
}

/** Reads a file that is no text. */
export async function readBytes(path: string, name: string): Promise<Read<Uint8Array>> {
  try {
    const { size } = await stat(path);
    if (size <= LIMITS.fileBytes) return { content: await readFile(path), findings: [] };
    const message = `${size} bytes; at most ${LIMITS.fileBytes} are read`;
    return { findings: [fault(name, 1, 'file-size', message)] };
  } catch (error) {
    return { findings: [fault(name, 1, 'file-unreadable', reasonOf(error))] };
  }
}

const readAs = (encoding: string): string => `read as ${encoding.toUpperCase()}; save the file as UTF-8`;

interface Decoded {
  readonly text?: string;
  readonly encoding: string;
}

/** Encodings by their marks at the top of a file. UTF-8 has one, too, which its decoder leaves out. */
const MARKS: readonly (readonly [encoding: string, first: number, second: number])[] = [
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
];

async function decode(bytes: Uint8Array): Promise<Decoded> {
  const marked = MARKS.find(([, first, second]) => bytes[0] === first && bytes[1] === second)?.[0];
  if (marked !== undefined) return { text: decodeAs(marked, bytes), encoding: marked };
  const text = decodeAs('utf-8', bytes);
  const wide = unmarkedUtf16(bytes, text !== undefined);
  if (wide !== undefined) return { text: decodeAs(wide, bytes), encoding: wide };
  if (text !== undefined) return { text, encoding: 'utf-8' };
  const encoding = await detect(bytes.subarray(0, LOOKED_AT));
  return encoding === undefined ? { encoding: 'utf-8' } : { text: decodeAs(encoding, bytes), encoding };
}

/** Absent where the bytes are not of this encoding. */
function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    // In two steps: in one, Node 20 takes Windows-1252 for Latin-1, which has control characters in place of its quotes.
    const decoder = new TextDecoder(encoding, { fatal: true });
    return decoder.decode(bytes, { stream: true }) + decoder.decode();
  } catch {
    return undefined;
  }
}

/** Bytes at the top of a file that are looked at, to know its encoding. */
const LOOKED_AT = 64 * 1024;

/**
 * UTF-16 without a mark: of ASCII characters, such as line ends and quotes, every second byte is zero. Text that is UTF-8 as well must be
 * of such characters for the most part.
 */
function unmarkedUtf16(bytes: Uint8Array, isUtf8: boolean): string | undefined {
  const zeros = { even: 0, odd: 0 };
  const top = bytes.subarray(0, LOOKED_AT);
  for (let at = top.indexOf(0); at >= 0; at = top.indexOf(0, at + 1))
    zeros[at % 2 === 0 ? 'even' : 'odd'] += 1;
  const { even, odd } = zeros;
  const least = isUtf8 ? top.length / 4 : 2;
  if (Math.min(even, odd) > 0 || Math.max(even, odd) < least) return undefined;
  return even === odd ? undefined : even > odd ? 'utf-16be' : 'utf-16le';
}

/** Encodings that the detector tells and the decoder has. What it calls ISO-8859-1 is a part of Windows-1252. */
const DECODERS: Readonly<Record<string, string>> = {
  GB18030: 'gb18030',
  Big5: 'big5',
  'ISO-8859-1': 'windows-1252',
  'windows-1252': 'windows-1252',
  Shift_JIS: 'shift_jis',
  'EUC-JP': 'euc-jp',
  'EUC-KR': 'euc-kr',
};
/** Confidence, 0 to 100, from which an encoding counts: two lines of a Western or an East Asian language give 57 to 100. */
const SURE = 50;

async function detect(bytes: Uint8Array): Promise<string | undefined> {
  if (isDamagedUtf8(bytes)) return undefined;
  // Most folders need no detector.
  const { analyse } = await import('chardet');
  const [best] = analyse(bytes);
  const encoding = best !== undefined && best.confidence >= SURE ? DECODERS[best.name] : undefined;
  // Where Chinese characters are few, the detector takes their pairs of bytes for accented letters.
  if (encoding === undefined || encoding === 'windows-1252')
    return isPairedChinese(bytes) ? 'gb18030' : encoding;
  return encoding;
}

/** Whether most of what is not ASCII is UTF-8: a damaged file is no file of another encoding. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const read = new TextDecoder('utf-8').decode(bytes).replace(/[\0-\x7f]+/g, '');
  const damaged = read.split('\uFFFD').length - 1;
  return damaged * 2 < read.length;
}

/** Whether the bytes that are not ASCII stand in pairs, and each pair is a Chinese character or mark. */
function isPairedChinese(bytes: Uint8Array): boolean {
  const text = new TextDecoder('gb18030').decode(bytes).replace(/\uFFFD$/, '');
  const wide = text.replace(/[\0-\x7f]+/g, '');
  const high = bytes.reduce((count, byte) => (byte < FIRST_HIGH ? count : count + 1), 0);
  return wide.length * 2 === high && /^[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF‘’“”—…·]+$/u.test(wide);
}

/** Bytes from here on are no ASCII. */
const FIRST_HIGH = 0x80;

/** 1-based line of the first byte that is no UTF-8. */
function faultLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found < 0 ? bytes.length : found;
    if (decodeAs('utf-8', bytes.subarray(start, end)) === undefined) return line;
    start = end + 1;
  }
  return 1;
}

const LINE_FEED = 0x0a;

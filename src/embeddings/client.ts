import { isRecord } from '../record.js';
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { openVectorFile } from './vector-file.js';

interface EmbedderOptions {
  /** The full address, or its base: what is missing of `/v1/embeddings` is appended. */
  readonly url: string;
  readonly model: string;
  /** Sent as a bearer token. */
  readonly key?: string;
  /** Milliseconds for one request, answer included. */
  readonly timeout: number;
  /** Where vectors outlive the process; absent: in memory only. */
  readonly cacheFolder?: string;
}

interface Embedder {
  /**
   * One vector a text, in their order. Texts that are not cached go out in one request. Those in `passing` are never written
   * to the disk: they are what members asked.
   * @throws {Error} on a fault of the network, a time-out, or an answer of another shape.
   */
  embed(texts: readonly string[], passing?: readonly string[]): Promise<readonly Float32Array[]>;
}

/** Vectors kept in memory; of 768 numbers each they take 36 MB. */
const MOST_CACHED = 12_000;
/** Characters of a text that are sent: models cut what is longer than their window, or refuse it. */
const MOST_CHARACTERS = 2_000;

/** A client of an OpenAI-compatible `/v1/embeddings`, as Ollama and others serve. */
export function createEmbedder({ url, model, key, timeout, cacheFolder }: EmbedderOptions): Embedder {
  const address = embeddingsAddress(url);
  const cache = new LRUCache<string, Float32Array>({ max: MOST_CACHED });
  const file = cacheFolder === undefined ? undefined : openVectorFile(cacheFolder);
  const hash = (text: string): string => createHash('sha256').update(`${model}\0${text}`).digest('hex');

  const request = async (input: readonly string[]): Promise<readonly Float32Array[]> => {
    const response = await fetch(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ model, input: input.map((text) => text.slice(0, MOST_CHARACTERS)) }),
      signal: AbortSignal.timeout(timeout),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`the server answered with status ${response.status}`);
    }
    return vectorsOf(await response.json(), input.length);
  };

  let isLoaded = false;
  const load = async (): Promise<void> => {
    if (isLoaded) return;
    isLoaded = true;
    for (const [hashed, vector] of (await file?.read()) ?? []) cache.set(hashed, vector);
  };

  return {
    embed: async (texts, passing = []) => {
      await load();
      const known = new Map<string, Float32Array>();
      const unknown: string[] = [];
      for (const text of new Set(texts)) {
        const cached = cache.get(hash(text));
        if (cached === undefined) unknown.push(text);
        else known.set(text, cached);
      }
      if (unknown.length > 0) {
        const vectors = await request(unknown);
        const kept: [string, Float32Array][] = [];
        for (const [place, text] of unknown.entries()) {
          const vector = vectors[place];
          if (vector === undefined) continue;
          known.set(text, vector);
          cache.set(hash(text), vector);
          if (!passing.includes(text)) kept.push([hash(text), vector]);
        }
        await file?.append(kept);
      }
      return texts.map((text) => known.get(text) ?? new Float32Array());
    },
  };
}

/** @throws {TypeError} where `url` is no address. */
export function embeddingsAddress(url: string): string {
  const address = new URL(url);
  const path = address.pathname.replace(/\/+$/, '');
  if (path.endsWith('/embeddings')) address.pathname = path;
  else address.pathname = path.endsWith('/v1') ? `${path}/embeddings` : `${path}/v1/embeddings`;
  return address.href;
}

/** `{ data: [{ index, embedding: number[] }] }`, one for each text, in whatever order. */
function vectorsOf(answer: unknown, count: number): readonly Float32Array[] {
  const data = isRecord(answer) ? answer['data'] : undefined;
  if (!Array.isArray(data) || data.length !== count) throw new Error('the answer has not one vector a text');
  const vectors: Float32Array[] = [];
  for (const [place, item] of data.entries()) {
    const index = isRecord(item) && typeof item['index'] === 'number' ? item['index'] : place;
    const embedding = isRecord(item) ? item['embedding'] : undefined;
    const vector = isNumbers(embedding) ? Float32Array.from(embedding) : undefined;
    // A number too large for 32 bits is none either.
    if (vector?.every((one) => Number.isFinite(one)) !== true) {
      throw new Error('the answer holds a vector that is none');
    }
    vectors[index] = vector;
  }
  const [first] = vectors;
  for (let place = 0; place < count; place += 1) {
    if (first === undefined || vectors[place]?.length !== first.length) {
      throw new Error('the answer’s vectors do not fit together');
    }
  }
  return vectors;
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'number');
}

import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readSettings } from '../../src/settings.js';
import { createEmbedder, embeddingsAddress } from '../../src/embeddings/client.js';
import { type EmbeddingServer, type Given, serve, vectors } from './server.js';

const open: EmbeddingServer[] = [];
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));

async function server(give: (input: readonly string[]) => Given): Promise<EmbeddingServer> {
  const started = await serve(give);
  open.push(started);
  return started;
}

const byLength = (input: readonly string[]): Given => vectors(input, (text) => [text.length, 0.5]);

it.each([
  ['http://a:1', 'http://a:1/v1/embeddings'],
  ['http://a:1/', 'http://a:1/v1/embeddings'],
  ['http://a/v1', 'http://a/v1/embeddings'],
  ['http://a/v1/embeddings', 'http://a/v1/embeddings'],
  ['http://a/x/embeddings?v=2', 'http://a/x/embeddings?v=2'],
])('%s is asked at %s', (url, address) => expect(embeddingsAddress(url)).toBe(address));

describe('the client', () => {
  it('asks once for each text, in the order of the texts', async () => {
    const { url, asked } = await server(byLength);
    const embedder = createEmbedder({ url, model: 'small', key: 'k1', timeout: 2000 });
    const first = await embedder.embed(['a', 'bbb', 'a']);
    expect(first.map(([length]) => length)).toEqual([1, 3, 1]);
    const second = await embedder.embed(['bbb', 'cc']);
    expect(second.map(([length]) => length)).toEqual([3, 2]);
    await embedder.embed(['a', 'cc']);
    expect(asked.map(({ input }) => input)).toEqual([['a', 'bbb'], ['cc']]);
    expect(asked[0]).toMatchObject({ path: '/v1/embeddings', model: 'small' });
    expect(asked[0]?.headers.authorization).toBe('Bearer k1');
  });

  it('keeps vectors over a restart, but not those of passing texts', async () => {
    const { url, asked } = await server(byLength);
    const cacheFolder = mkdtempSync(join(tmpdir(), 'vectors-'));
    const options = { url, model: 'small', timeout: 2000, cacheFolder };
    await createEmbedder(options).embed(['kept', 'asked by a member'], ['asked by a member']);
    appendFileSync(join(cacheFolder, 'embeddings.txt'), 'a broken li');
    const again = await createEmbedder(options).embed(['asked by a member', 'kept']);
    expect(again.map((vector) => [...vector])).toEqual([
      [17, 0.5],
      [4, 0.5],
    ]);
    expect(asked[1]?.input).toEqual(['asked by a member']);
    expect(readFileSync(join(cacheFolder, 'embeddings.txt'), 'utf8')).not.toContain('kept');
    // Another model's vectors are others.
    await createEmbedder({ ...options, model: 'large' }).embed(['kept']);
    expect(asked[2]?.input).toEqual(['kept']);
  });

  it('does without a folder that cannot be written', async () => {
    const { url } = await server(byLength);
    const embedder = createEmbedder({ url, model: 'small', timeout: 2000, cacheFolder: '/dev/null/x' });
    expect(await embedder.embed(['a'])).toHaveLength(1);
  });

  it.each([
    ['too few', '{"data":[]}'],
    ['no list', '{"data":{}}'],
    ['null', 'null'],
    ['words', '{"data":[{"embedding":["x"]}]}'],
    ['an empty vector', '{"data":[{"embedding":[]}]}'],
    ['a number too large', '{"data":[{"embedding":[1e300]}]}'],
    ['a place that is none', '{"data":[{"index":7,"embedding":[1]}]}'],
    ['no JSON', '<html>'],
  ])('refuses %s', async (_, body) => {
    const { url } = await server(() => ({ body }));
    await expect(createEmbedder({ url, model: 'm', timeout: 2000 }).embed(['a'])).rejects.toThrow();
  });
});

const read = (): unknown =>
  readSettings({ EMBEDDINGS_URL: 'http://me:hush@a/', EMBEDDINGS_TIMEOUT: '1.5', QABOT_PRECISION: '7' });

describe('the settings', () => {
  it('are off by default, whatever else is set', () => {
    expect(readSettings({}).embeddings).toBeUndefined();
    expect(readSettings({ EMBEDDINGS_MODEL: 'm', EMBEDDINGS_KEY: 'k' }).embeddings).toBeUndefined();
  });
  it('have defaults', () => {
    expect(readSettings({ EMBEDDINGS_URL: 'http://localhost:11434' }).embeddings).toEqual({
      url: 'http://localhost:11434',
      model: 'nomic-embed-text',
      timeout: 800,
    });
  });
  it('name every fault at once, and no password', () => {
    expect(read).toThrow(/QABOT_PRECISION/);
    expect(read).toThrow(/EMBEDDINGS_URL.*EMBEDDINGS_TIMEOUT/);
    expect(read).not.toThrow(/hush/);
  });
});

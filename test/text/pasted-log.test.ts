import { describe, expect, it } from 'vitest';
import { cutPasted, failureIn, partPasted } from '../../src/text/pasted-log.js';
import { isInWords, loggedFailure, questionText, spokenText } from '../../src/text/question-text.js';

const JAVA = `2021-10-11 14:22:31.123 ERROR 1204 --- [main] o.s.web.Dispatcher : failed
java.lang.IllegalStateException: Failed to load ApplicationContext
\tat org.example.Order.run(Order.java:12)
Caused by: java.net.ConnectException: Connection refused
\t... 42 more`;
const GO = `panic: runtime error: nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x8 pc=0x4a2b11]

goroutine 1 [running]:
main.(*Server).run(0xc000010a00)
\t/home/me/server.go:12 +0x1d
exit status 2`;
const PYTHON = `Traceback (most recent call last):
  File "/usr/lib/adapters.py", line 12, in send
    conn = self.get_connection(request.url, proxies)
ConnectionError: Max retries exceeded`;
const YAML = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: demo';
const JSON_BLOCK = '{\n  "name": "demo",\n  "port": 80\n}';
const PROPERTIES = 'store.mode=db\nstore.db.user=root\nserver.port=8091';
const SHELL = '$ docker ps\n$ docker logs web\n[root@host ~]# ls /tmp';
const FENCED = '```\nwhat is this\nand that\nand those\n```';

describe('partPasted', () => {
  it.each([
    ['a Java stack', JAVA],
    ['a Go panic', GO],
    ['a Python traceback', PYTHON],
    ['YAML', YAML],
    ['JSON', JSON_BLOCK],
    ['properties', PROPERTIES],
    ['prompts', SHELL],
    ['a fence', FENCED],
  ])('parts %s from the words above and below it', (_, log) => {
    for (const words of ['启动报错，怎么解决？', 'mosn tls', 'It fails when I start it, why?']) {
      expect(partPasted(`${words}\n${log}`)).toEqual({ prose: words, pasted: log });
      expect(partPasted(`${log}\n${words}`)).toEqual({ prose: words, pasted: log });
    }
  });

  it.each([
    'why\n```\nundo_log\n```',
    '[WARN] reset stream\n是什么意思',
    'version: 1.2\nhow do I upgrade',
    'hello\nI have a question:\nhow do I upgrade',
  ])('leaves %j whole', (message) => {
    expect(partPasted(message)).toEqual({ prose: message, pasted: '' });
  });

  it('leaves a line of a log with a question on it to the words', () => {
    const asked = '[WARN] reset stream 一直刷这个，是什么意思';
    expect(partPasted(`${JAVA}\n${asked}`).prose).toBe(asked);
  });
});

describe('failureIn', () => {
  it.each([
    [JAVA, 'IllegalStateException Failed to load ApplicationContext\nConnectException Connection refused'],
    [GO, 'runtime error: nil pointer dereference'],
    [PYTHON, 'ConnectionError Max retries exceeded'],
    [
      'org.apache.KeeperException$NoNodeException: KeeperErrorCode = NoNode for /store',
      'NoNodeException KeeperErrorCode = NoNode for /store',
    ],
    ['10:00:01 ERROR [main] com.example.Main - cannot bind to port', 'cannot bind to port'],
    [YAML, ''],
  ])('%j gives %j', (log, failure) => {
    expect(failureIn(log)).toBe(failure);
  });
});

it('a message is read by its words, and a log alone by what failed', () => {
  expect(questionText(`启动报错，怎么解决？\n${JAVA}`)).toBe('启动报错,怎么解决?');
  expect(spokenText(`启动报错，怎么解决？\n${JAVA}`)).toBe('启动报错，怎么解决？');
  expect(questionText(JAVA)).toBe(failureIn(JAVA));
  expect(loggedFailure(`启动报错\n${JAVA}`)).toBe(failureIn(JAVA));
  expect(loggedFailure(JAVA)).toBe('');
});

it('a long log is cut before the words below it', () => {
  const long = `${JAVA}\n${'\tat org.example.Order.run(Order.java:12)\n'.repeat(120)}怎么解决？`;
  expect(long.length).toBeGreaterThan(4000);
  const cut = cutPasted(long, 4000);
  expect(cut).toHaveLength(4000);
  expect(partPasted(cut).prose).toBe('怎么解决？');
});

it.each(['2', '%2F', '%252F', '0x1f', '１２', '?!', '#12', '1.2.3', '2️⃣', ''])(
  '%j has no words',
  (message) => {
    expect([isInWords(message), questionText(message)]).toEqual([false, '']);
  },
);

it('escapes of an address leave no lone letters and digits', () => {
  expect(questionText('怎么打开 docs/a%202%20guide')).toBe('怎么打开 docs/a guide');
});

it('takes no long over a log made to be slow', () => {
  for (const piece of ['A', 'a.', '-', 'at a', 'ERROR ', 'a=1\n', '{\n', '#\n', 'a@b', '(0x', '吗', ' \t']) {
    const log = piece.repeat(24_000 / piece.length);
    const begun = performance.now();
    partPasted(log);
    failureIn(log);
    cutPasted(log, 4000);
    expect(performance.now() - begun).toBeLessThan(1000);
  }
});

import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../src/text/language.js';
import { withoutGreeting } from '../../src/text/opening.js';
import { normaliseScript } from '../../src/text/script.js';
import { stem } from '../../src/text/stem.js';
import { gramTokens, wordTokens } from '../../src/text/tokenise.js';

describe('normaliseScript', () => {
  it.each([
    ['ＭＯＳＮ　１．４', 'MOSN 1.4', 'full width'],
    ['資料庫連線逾時', '数据库连接超时', "traditional script with Taiwan's words"],
    ['註冊中心', '注册中心', 'traditional script'],
    ['回\u200B滚', '回滚', 'zero width'],
    ['程序的接口', '程序的接口', 'simplified stays'],
  ])('%s gives %s (%s)', (text, expected) => {
    expect(normaliseScript(text)).toBe(expected);
  });
});

describe('detectLanguage', () => {
  it.each([
    ['MOSN 支持 Eureka 吗', 'zh'],
    ['SOFARegistry session data lease 租约', 'en'],
    ['What does 回滚 mean in AT mode', 'en'],
    ['?', 'en'],
    ['How do I renew my card?', 'en'],
  ])('%s is %s', (text, expected) => {
    expect(detectLanguage(text)).toBe(expected);
  });
});

describe('stem', () => {
  it.each([
    ['configuring', 'configure'],
    ['stopped', 'stop'],
    ['registries', 'registry'],
    ['serialization', 'serialize'],
    ['rolled', 'rolling'],
    ['entries', 'entry'],
    ['does', 'do'],
    ['statuses', 'status'],
    ['cancel', 'cancelled'],
    ['control', 'controlled'],
    ['install', 'installation'],
    ['add', 'adding'],
    ['configure', 'configuration'],
  ])('%s and %s meet', (one, other) => {
    expect(stem(one)).toBe(stem(other));
  });

  it.each([
    ['registry', 'register'],
    ['tracer', 'trace'],
    ['io', 'ios'],
  ])('%s and %s stay apart', (one, other) => {
    expect(stem(one)).not.toBe(stem(other));
  });
});

describe('tokens', () => {
  it.each([
    ['undo_log', ['undo_log', 'undo', 'log']],
    ['onApply', ['onapply', 'on', 'appli']],
    ['store.mode=db', ['store.mode', 'stor', 'mod', 'db']],
    ['JDK17', ['jdk17', 'jdk', '17']],
    ['回滚事务', ['回滚', '滚事', '事务']],
    ['锁 MOSN', ['锁', 'mosn']],
  ])('grams of %s', (text, expected) => {
    expect(gramTokens(text).map(({ term }) => term)).toEqual(expected);
  });

  it('words of Chinese are those of a dictionary', () => {
    expect(wordTokens('全局事务回滚').map(({ term }) => term)).toEqual(['全局', '事务', '回', '滚']);
  });
});

describe('withoutGreeting', () => {
  it.each([
    ['大佬们早，undo_log 什么时候删', 'undo_log 什么时候删'],
    ['hi 请教下 MOSN 怎么升级', 'MOSN 怎么升级'],
    ['问个问题哈 怎么回滚', '怎么回滚'],
    ['Hi team! Quick question: how do I pay?', 'how do I pay?'],
    ['history of raft', 'history of raft'],
    ['在吗', '在吗'],
    ['so', 'so'],
  ])('%s gives %s', (text, expected) => {
    expect(withoutGreeting(text)).toBe(expected);
  });
});

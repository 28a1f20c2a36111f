import { expect, it } from 'vitest';
import { asksNothingYet } from '../../src/text/unfinished.js';

it.each([
  '',
  '在吗',
  '大佬们好',
  'hi all',
  'hello, anyone around?',
  '请教一下各位大佬',
  'mosn 的 eureka',
  '关于 eureka 注册中心',
  'MOSN with eureka',
  'quick question',
  '刚升级到 1.5',
  '<@U12345678> 在吗',
])('asks nothing yet: %s', (text) => {
  expect(asksNothingYet(text)).toBe(true);
});

it.each([
  '支持吗',
  'mosn 支持 eureka 吗',
  '在吗，mosn 支持 eureka 吗',
  '支不支持',
  '怎么配置',
  '有人搞过没',
  'mosn 支持 eureka 不',
  'MOSN and eureka?',
  'does it support eureka',
  'anyone got eureka running',
  'how to configure eureka',
  'stuck on the eureka registry',
  'mosn\nthe whole log',
  'want to bring all nodes to the next minor release',
  '进门刷的那个腕带找不到了',
])('is whole: %s', (text) => {
  expect(asksNothingYet(text)).toBe(false);
});

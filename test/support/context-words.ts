import type { Question, QuestionContext } from '../../src/contract.js';

/** The words of what a question stands in, as the core is told when it asks; empty where the question carries nothing. */
export async function contextWords(
  question: Question | undefined,
): Promise<Readonly<Partial<Record<keyof QuestionContext, string>>>> {
  const { context = {} } = question ?? {};
  const { pointedAt, threadStart } = typeof context === 'function' ? await context() : context;
  return { pointedAt: pointedAt?.text, threadStart: threadStart?.text };
}

/** Whether a question is put in the negative, as far as its words tell. */

/** Asks for a choice and denies nothing: 能不能, 有没有, 是不是, whether or not. */
const CHOICE = /(\p{Script=Han})[不没]\1|有没有|有木有|or not\b|[不没吗么](?=[\s，,。?？!！]*$)/giu;

const NEGATION =
  /不(?!过|同|仅|但|管|然|错|知道|懂|清楚|明白|太|好意思)|没(?!事|问题)|无法|不能|禁止|禁用|关闭|关掉|\b(?:not|no|without|never|cannot|disable[ds]?|prevent|avoid)\b|n['’]t\b/iu;

export type Polarity = 'affirmative' | 'negative';

export function polarityOf(text: string): Polarity {
  return NEGATION.test(text.replace(CHOICE, '')) ? 'negative' : 'affirmative';
}

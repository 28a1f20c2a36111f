/** The forms that a question has in Chinese and English. */

const ASKS_ZH =
  /[吗嗎]|[呢嘛](?=[\s,，。?？!！~～]|$)|(?<![什怎这那要多])么(?=[\s,，。?？!！~～]|$)|[不没](?=[\s?？!！~～]*$)|怎[么样]|如何|咋|什么|为啥|为何|啥|哪|谁|多少|几[个次种台]|(\p{Script=Han})不\1|有没有|有无|是否|能否|可否|请教|请问|求[助教解指推]|[想再]问|问[一]?下/u;
const ASKS_EN =
  /\b(?:how|why|wonder(?:ing)?|any ideas?|any(?:one|body) (?:here )?(?:know|got|had|have|seen|tried|else|using)|not sure|no idea|stuck (?:on|with))\b/iu;
/** Other words ask only at the beginning of a clause: "it fails when I reload" does not. */
const WORD_FIRST =
  /(?:^|[.!,:;]\s*|\n[^\S\n]*|\b(?:and|but|so|or|then)\s+)(?:what|which|where|when|who|whose|is|are|was|were|do|does|did|can|could|should|would|will|has|have|had|must|may|might|am)(?:n't)?\s/iu;

/** Whether a text holds a question mark, a question word or the order of words of a question. */
export function hasQuestionForm(text: string): boolean {
  return /[?？]/u.test(text) || ASKS_ZH.test(text) || ASKS_EN.test(text) || WORD_FIRST.test(text);
}

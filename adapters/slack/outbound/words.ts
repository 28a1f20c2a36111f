import type { Piece } from './rich-text.js';

/** The words alone, without marks. */
export function words(all: readonly Piece[]): string {
  return all
    .map((piece) => {
      const runs =
        piece.type === 'rich_text_list' ? piece.elements.map(({ elements }) => elements) : [piece.elements];
      return runs
        .map((elements) =>
          elements
            .map((one) => (one.type === 'text' ? one.text : one.type === 'link' ? (one.text ?? one.url) : ''))
            .join(''),
        )
        .join('\n');
    })
    .join('\n')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

declare module 'opencc-js/dict/TSCharacters' {
  /** `traditional simplified[ other]` pairs, separated by `|`. */
  const pairs: string;
  export default pairs;
}

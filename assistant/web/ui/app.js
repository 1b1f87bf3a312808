// Joins the columns of the chat page. Gradio calls `mount` once for each of its components.

import { questionBox } from "./box.js";
import { watchConnection } from "./connection.js";
import { copyMarksApart } from "./copying.js";
import { copyText, download, fileName } from "./dom.js";
import { questionLine } from "./link.js";
import { watchPerson } from "./person.js";
import { asHtml, asMarkdown, asPlain } from "./official.js";
import { askReason, docx, draftQuestion, sendVerdict, withdrawVerdict } from "./send.js";
import { chooseArticles, chosenOf, scopeLine } from "./scope.js";
import { sideColumn } from "./side.js";
import { sourcesPanel } from "./sources.js";
import { absorb, kept, newConversation, onChangedElsewhere, remove, save, titleOf } from "./store.js";
import { keepInTab, keptInTab } from "./tab.js";
import { threadColumn } from "./thread.js";

const NEEDED = ["side", "thread", "sources", "stream"];
const TWICE = 600; // milliseconds; a second click by then belongs to the first
const parts = {};

export function mount(element, props, trigger, watch) {
  const name = element.closest("#yj-stream") ? "stream" : element.querySelector("[data-place]")?.dataset.place;
  if (!name || parts[name]) return;
  parts[name] = { place: element.querySelector("[data-place]"), props, trigger, watch };
  if (NEEDED.every((needed) => parts[needed])) start();
}

function start() {
  const boot = JSON.parse(document.getElementById("yj-start").textContent);
  const act = { lookFirstBelow: boot.look_first_below };
  const thread = threadColumn(parts.thread.place, boot, act);
  const side = sideColumn(parts.side.place, act);
  const sources = sourcesPanel(parts.sources.place, thread.say, thread.hush);
  const drawScope = scopeLine(parts.thread.place, boot.articles, act);
  const box = questionBox(parts.thread.place, boot.max_chars, thread.say);
  const line = questionLine(parts.thread.trigger, heard);
  const judging = new Set(); // ids of turns whose verdict is on its way
  let conversation;
  let pressed = -TWICE; // when "提问" was last clicked

  function show(next) {
    conversation = next;
    keepInTab("conversation", next.id);
    thread.draw(conversation);
    drawScope(conversation.articles);
    side.draw(conversation.id);
    sources.list(conversation.turns.at(-1) ?? null);
    document.title = `${titleOf(conversation)} · 有据`;
  }

  function changedElsewhere(other) {
    if (other) {
      absorb(conversation, other);
      thread.redraw(conversation);
    } else if (conversation.turns.length > 0 && !line.busy()) show(newConversation());
  }

  function heard(id, state) {
    const turn = conversation.turns.find((t) => t.id === id);
    if (!turn) return;
    const first = turn.state === "working" && state.state === "streaming";
    Object.assign(turn, state, { id });
    thread.update(turn, first || state.state === "done");
    if (first) thread.say("正在回答");
    if (["done", "failed", "stopped"].includes(state.state)) settled(turn);
  }

  function settled(turn) {
    document.documentElement.dataset.asking = "";
    if (turn.state !== "stopped") delete turn.statements; // what was shown stays
    delete turn.turn;
    sources.follow(turn);
    if (turn.state === "stopped") thread.say("已停止");
    if (turn.state === "done") {
      thread.say(`${asPlain(turn).split("\n\n")[1] ?? ""} 出处 ${turn.answer.citations.length} 处`);
    }
    keep();
  }

  function keep() {
    if (!save(conversation)) thread.say("浏览器不让保存会话，关掉本页后它就没有了。");
    side.draw(conversation.id);
  }

  function history(before) {
    const earlier = conversation.turns.slice(0, conversation.turns.indexOf(before));
    return earlier.filter((t) => t.state === "done").map((t) => t.question).slice(-10);
  }

  function put(turn) {
    turn.state = "working";
    document.documentElement.dataset.asking = "yes";
    const view = thread.update(turn, true);
    sources.follow(turn); // those of the turn before it are no longer beside their answer
    // The button that sent it goes away; what it asked stays.
    if (focusLost("yj-send")) view.querySelector(".question").focus({ preventScroll: true });
    line.send(turn.id, turn.question, history(turn), (turn.articles ?? []).map(({ id }) => id));
  }

  Object.assign(act, {
    ask(text, articles = conversation.articles ?? []) {
      const question = text.trim();
      if (!question || !free("问")) return false;
      const problem = box.tooLong(question);
      if (problem) {
        // Of what stands in the box the line above it tells already.
        if (box.value().trim() === question) thread.say(problem);
        else toast(problem);
        return false;
      }
      const turn = { id: newConversation().id, question, at: Date.now(), articles, state: "working" };
      conversation.turns.push(turn);
      put(turn);
      keep();
      return true;
    },
    again(turn) {
      if (free("问")) put(turn);
    },
    askAll: (turn) => act.ask(turn.question, []),
    async choose() {
      const articles = await chooseArticles(conversation.articles ?? []);
      document.querySelector("#yj-choose")?.focus();
      if (articles) await narrow(articles.map(({ id }) => id));
    },
    chooseAll: () => narrow([]),
    open: (turn, number, from) => sources.open(turn, number, from),
    openConversation,
    openHit: (turn, index, from) => sources.openHit(turn, index, from),
    peek(turn, citation, mark) {
      thread.peek(citation, mark);
      sources.light(turn, citation.number);
    },
    unpeek() {
      thread.unpeek();
      sources.dim();
    },
    menu: () => side.toggle(true),
    create() {
      if (free("开新会话")) show(newConversation());
      box.focus();
    },
    rename(target, title) {
      const named = target.id === conversation.id ? conversation : target;
      named.title = title;
      save(named);
    },
    remove(target) {
      if (target.id === conversation.id && line.busy()) stop();
      remove(target.id);
      if (target.id === conversation.id) show(newConversation());
      else side.draw();
    },
    async copy(turn) {
      await told(copyText(asPlain(turn), asHtml(turn)), "已复制，连同出处");
    },
    markdown(turn) {
      download(new Blob([asMarkdown([turn])], { type: "text/markdown" }), fileName(turn.question, "md"));
    },
    async word(turn) {
      await told(docx(turn.question, [turn]), "Word 文件已下载");
    },
    draft: (turn) => download(draftQuestion(turn, history(turn)), fileName(turn.question, "jsonl")),
    async exportAll() {
      const turns = conversation.turns.filter((t) => t.answer);
      if (turns.length === 0) thread.say("这个会话里还没有回答。");
      else await told(docx(titleOf(conversation), turns), "整个会话已存为 Word 文件");
    },
    // Pressing the pressed button takes the verdict back; pressing the other one changes it.
    async judge(turn, verdict) {
      if (judging.has(turn.id)) return;
      judging.add(turn.id);
      await (turn.verdict === verdict ? told(takeBack(turn), "已收回") : judged(turn, verdict));
      judging.delete(turn.id);
    },
  });

  /** From the next question on look at these articles only, [] for all. */
  async function narrow(ids) {
    const target = conversation;
    let found = { articles: [], examples: [] };
    try {
      if (ids.length > 0) found = await chosenOf(ids);
    } catch (error) {
      toast(error.message);
      return;
    }
    Object.assign(target, found);
    if (target !== conversation) return;
    if (target.turns.length > 0) keep();
    else thread.redraw(target);
    drawScope(target.articles);
    const gone = ids.length - target.articles.length;
    if (gone > 0) toast(`选定的文章里有 ${gone} 篇已不在文库里${target.articles.length > 0 ? "" : "，现在查的是全部文章"}。`);
    else thread.say(ids.length > 0 ? `只查选定的 ${ids.length} 篇` : `查全部 ${boot.articles} 篇`);
  }

  async function judged(turn, verdict) {
    const given = verdict === "useless" ? await askReason() : { reason: "", note: "" };
    if (given) await told(replaceVerdict(turn, verdict, given), "已记下，谢谢");
  }

  async function replaceVerdict(turn, verdict, given) {
    if (turn.receipt) await takeBack(turn);
    const receipt = await sendVerdict(turn, verdict, given, history(turn));
    noteVerdict(turn, { verdict, why: given, receipt });
  }

  async function takeBack(turn) {
    if (!turn.receipt) throw new Error("这个评价没有留下凭据，收不回；如要更正，请告诉管理员。");
    await withdrawVerdict(turn.receipt);
    noteVerdict(turn, { verdict: "", why: undefined, receipt: undefined });
  }

  function noteVerdict(turn, change) {
    // Another tab may meanwhile have put its own copy in this one's place.
    const now = conversation.turns.find((t) => t.id === turn.id) ?? turn;
    Object.assign(now, change);
    save(conversation);
    thread.update(now, false);
  }

  async function told(promise, done) {
    try {
      await promise;
      toast(done);
      return true;
    } catch (error) {
      toast(error.message || "没有做成，请再试一次。");
      return false;
    }
  }

  function toast(text) {
    thread.say(text);
    thread.toast(text);
  }

  function openConversation(id) {
    const found = kept(id);
    if (found && id !== conversation.id && free("看别的会话")) show(found);
  }

  function stop() {
    line.stop();
    document.querySelector("#yj-stop")?.click(); // Gradio's own button: the server stops, too
  }

  /** Whether nothing is being answered; otherwise says what has to come before `what`. */
  function free(what) {
    if (line.busy()) toast(`正在回答上一问；等它答完，或者按“停止”，再${what}。`);
    return !line.busy();
  }

  window.youju = {
    // Called by Gradio's box and buttons: what the box holds afterwards.
    take(text) {
      if (text && !text.trim()) toast("只有空格，没有问题；请写出要问的话。");
      else if (!act.ask(text)) return text;
      box.sent();
      return "";
    },
    stopped() {
      line.stop();
      if (focusLost("yj-stop")) document.querySelector("#yj-send").focus(); // which stands in its place
    },
  };
  // Who asks with a double click finds "停止" where "提问" was: the second click stops nothing.
  window.addEventListener("click", (event) => {
    const on = (button) => event.detail > 0 && event.target.closest?.(button);
    if (on("#yj-stop") && performance.now() - pressed < TWICE) event.stopImmediatePropagation();
    if (on("#yj-send")) pressed = performance.now();
  }, true);
  parts.stream.watch("value", () => line.receive(parts.stream.props.value));
  onChangedElsewhere(() => conversation.id, changedElsewhere);
  watchConnection(thread.offline);
  watchPerson();
  copyMarksApart();
  window.youjuAppearance.apply();
  const { question, only } = askedInAddress();
  show((!question && !only && kept(keptInTab("conversation"))) || newConversation());
  document.documentElement.dataset.ready = "yes";
  if (only) narrow([only]).then(() => begin(question));
  else begin(question);
  box.fit(); // measured before our styles held
  document.addEventListener("youju-appearance", box.fit);

  function begin(asked) {
    if (!asked) askWaiting(act, box) || box.focus();
    else if (box.tooLong(asked)) box.put(asked);
    else act.ask(asked);
  }
  window.addEventListener("resize", box.fit);
}

// Whether nothing has the focus, or only the button `id`, which is about to be hidden.
function focusLost(id) {
  return [document.body, document.getElementById(id)].includes(document.activeElement);
}

// What was sent before this script was there.
function askWaiting(act, box) {
  const question = window.youjuWaiting ?? "";
  if (!act.ask(question)) return false;
  if (box.value() === question) box.put("");
  return true;
}

// `/?q=…` asks at once, `/?only=…` asks one article alone; the address is cleaned, so that a reload
// does not ask again. "" for what is not said.
function askedInAddress() {
  const said = new URLSearchParams(location.search);
  const asked = { question: said.get("q") ?? "", only: said.get("only") ?? "" };
  if (asked.question || asked.only) window.history.replaceState(null, "", location.pathname);
  return asked;
}

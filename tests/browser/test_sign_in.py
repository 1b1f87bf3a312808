"""Signing in as a person does it: the page is closed, then opens, then closes again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.api import create_app
from assistant.api.users import Users
from assistant.settings import Settings
from tests.api.serving import serving
from tests.browser.chat_site import ask
from tests.browser.chromium import watch
from tests.web.fakes import FakeAssistant, article


def test_a_person_signs_in_asks_and_signs_out(browser: Browser, tmp_path: Path) -> None:
    users = tmp_path / "users.json"
    Users(users).add("张三", "correct horse")
    settings = Settings(data_dir=tmp_path, users_file=users, sign_in="users")
    one = article("a1", "题目", "推动绿色发展。一是加快产业绿色低碳转型。", author="甲某")
    with serving(create_app(FakeAssistant([one]), settings)) as url:
        page = browser.new_page(locale="zh-CN")
        errors = watch(page)
        page.goto(url)
        expect(page).to_have_url(f"{url}/login?next=%2F")
        page.get_by_label("用户名").fill("张三")
        page.get_by_label("口令").fill("correct horse")
        page.get_by_role("button", name="登录").click()
        page.wait_for_selector("html[data-ready=yes]")
        ask(page, "怎样加快产业绿色低碳转型？")
        assert errors == []
        assert page.evaluate("document.cookie") == ""
        page.evaluate("fetch('/logout', {method: 'POST'})")
        page.wait_for_timeout(300)
        page.goto(url)
        expect(page).to_have_url(f"{url}/login?next=%2F")


def test_signing_in_leads_back_to_the_marked_characters(browser: Browser, tmp_path: Path) -> None:
    users = tmp_path / "users.json"
    Users(users).add("张三", "correct horse")
    settings = Settings(data_dir=tmp_path, users_file=users, sign_in="users")
    one = article("甲 1", "题目", "推动绿色发展。一是加快产业绿色低碳转型。")
    link = f"/articles/%E7%94%B2%201?from=mail#char=3-10;text={one.text_hash}"
    with serving(create_app(FakeAssistant([one]), settings)) as url:
        page = browser.new_page(locale="zh-CN")
        errors = watch(page)
        page.goto(url + link)
        page.get_by_label("用户名").fill("张三")
        page.get_by_label("口令").fill("wrong")
        page.get_by_role("button", name="登录").click()
        expect(page.get_by_role("alert")).to_have_text("用户名或口令不对。")
        page.get_by_label("用户名").fill("张三")
        page.get_by_label("口令").fill("correct horse")
        page.get_by_role("button", name="登录").click()
        expect(page).to_have_url(url + link)
        expect(page.locator("mark.here")).to_have_text("推动绿色发展。")
        assert [error for error in errors if "401" not in error] == []


QUESTION = "怎样加快产业绿色低碳转型？"


def enter(page: Page, name: str) -> None:
    page.get_by_label("用户名").fill(name)
    page.get_by_label("口令").fill("correct horse")
    page.get_by_role("button", name="登录").click()
    page.wait_for_selector("html[data-ready=yes]")


@pytest.fixture
def users(tmp_path: Path) -> Users:
    made = Users(tmp_path / "users.json")
    made.add("张三", "correct horse")
    made.add("李四", "correct horse")
    return made


@pytest.fixture
def address(users: Users, tmp_path: Path) -> Iterator[str]:
    assert users.names()
    settings = Settings(data_dir=tmp_path, users_file=tmp_path / "users.json", sign_in="users")
    one = article("a1", "题目", "推动绿色发展。一是加快产业绿色低碳转型。", author="甲某")
    with serving(create_app(FakeAssistant([one]), settings)) as url:
        yield url


def test_each_reader_of_one_browser_has_conversations_of_their_own(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(locale="zh-CN")
    errors = watch(page)
    page.goto(address)
    enter(page, "张三")
    expect(page.locator(".side .person")).to_have_text("张三")
    ask(page, QUESTION)
    page.locator("#yj-box textarea").fill("张三没写完的话")
    page.locator(".side").get_by_role("button", name="退出").click()
    expect(page.get_by_label("用户名")).to_be_visible()
    enter(page, "李四")
    expect(page.locator(".side .person")).to_have_text("李四")
    expect(page.locator(".conversations .none")).to_have_text("还没有会话。")
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator("#yj-box textarea")).to_have_value("")
    assert "张三" not in page.evaluate("Object.keys(localStorage).join()")
    page.goto(f"{address}/library")
    expect(page.locator(".bar .person")).to_have_text("李四")
    page.get_by_role("button", name="退出").click()
    enter(page, "张三")
    expect(page.locator(".conversations .name")).to_have_text([QUESTION])
    assert [error for error in errors if "AbortError" not in error] == []
    page.close()


def test_a_page_left_open_becomes_the_page_of_whoever_signs_in(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(locale="zh-CN")
    left = context.new_page()
    left.goto(address)
    enter(left, "张三")
    ask(left, QUESTION)
    page = context.new_page()
    page.goto(f"{address}/logout")
    page.get_by_role("button", name="退出登录").click()
    enter(page, "李四")
    expect(left.locator(".side .person")).to_have_text("李四")
    expect(left.locator(".turn")).to_have_count(0)
    context.close()


def test_a_reader_who_was_removed_is_asked_to_sign_in_again(
    browser: Browser, address: str, users: Users
) -> None:
    page = browser.new_page(locale="zh-CN")
    page.goto(address)
    enter(page, "张三")
    users.remove("张三")
    ask(page, QUESTION)
    expect(page.locator(".failed-box p")).to_have_text("登录已失效；请刷新页面，重新登录后再问。")
    page.reload()
    expect(page.get_by_label("用户名")).to_be_visible()
    page.close()

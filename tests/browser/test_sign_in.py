"""Signing in as a person does it: the page is closed, then opens, then closes again."""

from pathlib import Path

from playwright.sync_api import expect

from assistant.api import create_app
from assistant.api.users import Users
from assistant.settings import Settings
from tests.api.serving import serving
from tests.browser.chat_site import ask
from tests.browser.chromium import chromium, watch
from tests.web.fakes import FakeAssistant, article


def test_a_person_signs_in_asks_and_signs_out(tmp_path: Path) -> None:
    users = tmp_path / "users.json"
    Users(users).add("张三", "correct horse")
    settings = Settings(data_dir=tmp_path, users_file=users, sign_in="users")
    one = article("a1", "题目", "推动绿色发展。一是加快产业绿色低碳转型。", author="甲某")
    with serving(create_app(FakeAssistant([one]), settings)) as url, chromium() as browser:
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


def test_signing_in_leads_back_to_the_marked_characters(tmp_path: Path) -> None:
    users = tmp_path / "users.json"
    Users(users).add("张三", "correct horse")
    settings = Settings(data_dir=tmp_path, users_file=users, sign_in="users")
    one = article("甲 1", "题目", "推动绿色发展。一是加快产业绿色低碳转型。")
    link = f"/articles/%E7%94%B2%201?from=mail#char=3-10;text={one.text_hash}"
    with serving(create_app(FakeAssistant([one]), settings)) as url, chromium() as browser:
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

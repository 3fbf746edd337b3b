"""The language server with pytest-lsp, a client that keeps to the
specification. Run by hand: see docs/editors.md."""

import asyncio
import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("HAKUSHO", str(ROOT / "target" / "debug" / "hakusho"))

ONE = "# 第1章　海😀\n\nか\u3099んばる宇宙状況監視（SSA：Space Situational Awareness）である。令和5年（2022年）のSSAは資料2（船の一覧）を参照※1。\n\n※1　漁船を含む。\n"
TWO = "# 第2章　港\r\n\r\nか\u3099😀SSAを使う。\r\n\r\n資料2　船の一覧\r\n\r\n本文である。\r\n"


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[BINARY, "lsp"]))
async def client(lsp_client: LanguageClient, tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    (folder / "ch1.md").write_bytes(ONE.encode())
    (folder / "ch2.md").write_bytes(TWO.encode())
    lsp_client.folder = folder
    # the server asks to be told of changed files and settings
    lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: None)
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=pytest_lsp.client_capabilities("visual-studio-code"),
            workspace_folders=[types.WorkspaceFolder(uri=folder.as_uri(), name="book")],
        )
    )
    uri = (folder / "ch1.md").as_uri()
    lsp_client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(uri=uri, language_id="markdown", version=1, text=ONE))
    )
    yield
    await lsp_client.shutdown_session()


def position(text, word, n=0):
    """The position of the n-th `word`, in UTF-16."""
    at = -1
    for _ in range(n + 1):
        at = text.index(word, at + 1)
    line = text.count("\n", 0, at)
    head = text[text.rfind("\n", 0, at) + 1 : at]
    return types.Position(line, len(head.encode("utf-16-le")) // 2)


def document(client, name="ch1.md"):
    return types.TextDocumentIdentifier(uri=(client.folder / name).as_uri())


@pytest.mark.asyncio
async def test_diagnostics(client: LanguageClient):
    await client.wait_for_notification("textDocument/publishDiagnostics")
    report = await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(document(client)))
    era = next(d for d in report.items if d.code == "era-mismatch")
    assert era.code_description.href.endswith("era-mismatch.md")
    everything = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(previous_result_ids=[]))
    assert [i.uri for i in everything.items] == [document(client).uri, document(client, "ch2.md").uri]


@pytest.mark.asyncio
async def test_hover_definition_rename(client: LanguageClient):
    at = position(ONE, "SSA", 1)
    hover = await client.text_document_hover_async(types.HoverParams(document(client), at))
    assert "Space Situational Awareness" in hover.contents.value
    found = await client.text_document_definition_async(types.DefinitionParams(document(client), position(ONE, "資料2")))
    assert [l.uri for l in found] == [document(client, "ch2.md").uri]
    edit = await client.text_document_rename_async(types.RenameParams(document(client), at, "SDA"))
    assert sorted(len(e) for e in edit.changes.values()) == [1, 2]


@pytest.mark.asyncio
async def test_actions_outline_completion(client: LanguageClient):
    at = position(ONE, "2022")
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(document(client), types.Range(at, at), types.CodeActionContext(diagnostics=[]))
    )
    assert any(a.kind == types.CodeActionKind.QuickFix and "era-mismatch" in a.title for a in actions)
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document(client)))
    assert symbols[0].name == "第1章　海😀"
    end = types.Position(ONE.count("\n"), 0)
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(version=2, uri=document(client).uri),
            [types.TextDocumentContentChangePartial(range=types.Range(end, end), text="😀資料")],
        )
    )
    items = await client.text_document_completion_async(
        types.CompletionParams(document(client), types.Position(end.line, 4))
    )
    assert [i.label for i in items.items] == ["資料2"]

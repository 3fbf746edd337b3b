-- Opens a draft, waits for its diagnostics, applies a fix, saves.
-- Run by tests/editors/neovim.sh; works from Neovim 0.7 on.
local binary, draft = vim.env.HAKUSHO, vim.env.DRAFT
local function fail(why)
  io.stderr:write(why .. '\n')
  vim.cmd('cquit 1')
end

vim.cmd('edit ' .. vim.fn.fnameescape(draft))
local client = vim.lsp.start_client({ name = 'hakusho', cmd = { binary, 'lsp' }, root_dir = vim.fn.fnamemodify(draft, ':h') })
if not client then fail('the server did not start') end
vim.lsp.buf_attach_client(0, client)

local found
vim.wait(20000, function()
  for _, d in ipairs(vim.diagnostic.get(0)) do
    if d.code == 'era-mismatch' or (d.user_data and d.user_data.lsp and d.user_data.lsp.code == 'era-mismatch') then found = d end
  end
  return found ~= nil
end, 50)
if not found then fail('no diagnostics: ' .. vim.inspect(vim.diagnostic.get(0))) end
print('diagnostic: ' .. found.message)

-- diagnostics have bytes, the protocol has UTF-16 units
local _, column = vim.str_utfindex(vim.fn.getline(found.lnum + 1), found.col)
local place = { line = found.lnum, character = column }
local params = {
  textDocument = vim.lsp.util.make_text_document_params(),
  range = { start = place, ['end'] = place },
  context = { diagnostics = {}, only = { 'quickfix' } },
}
local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 10000)
local action = answers and answers[client] and answers[client].result and answers[client].result[1]
if not action or not action.edit then fail('no action: ' .. vim.inspect(answers)) end
print('action: ' .. action.title)
local encoding = vim.lsp.get_client_by_id(client).offset_encoding
vim.lsp.util.apply_workspace_edit(action.edit, encoding)
vim.cmd('write')

-- the finding goes when it is mended
local gone = vim.wait(20000, function()
  for _, d in ipairs(vim.diagnostic.get(0)) do
    if d.lnum == found.lnum and d.message == found.message then return false end
  end
  return true
end, 50)
if not gone then fail('the finding stays') end
vim.lsp.stop_client(client)
vim.cmd('qall!')

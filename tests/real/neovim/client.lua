-- What somebody does with a report in Neovim.

local root = vim.env.ROOT
vim.o.swapfile = false
vim.opt.runtimepath:prepend(root .. '/editors/neovim')
vim.cmd('filetype plugin on')
require('crossfoot').cmd = { vim.env.CROSSFOOT, 'lsp' }
require('crossfoot').settings = { lang = 'zh' }

local passed, failed = 0, 0

local function check(what, holds, seen)
  if holds then
    passed = passed + 1
  else
    failed = failed + 1
  end
  io.stdout:write(('%s  %s%s\n'):format(holds and 'passed' or 'FAILED', what, holds and '' or ': ' .. vim.inspect(seen)))
end

local function wait(test)
  return vim.wait(15000, test, 20)
end

--- The line, from 0, and the byte where a text stands first.
local function find(text)
  for at, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local byte = line:find(text, 1, true)
    if byte then
      return at - 1, byte - 1
    end
  end
  error('no ' .. text)
end

--- Puts one text in the place of the first place where another one stands.
local function replace(old, new)
  local line, byte = find(old)
  vim.api.nvim_buf_set_text(0, line, byte, line, byte + #old, { new })
end

local function request(method, text, more)
  local line, byte = find(text)
  vim.api.nvim_win_set_cursor(0, { line + 1, byte })
  local params = vim.tbl_extend('error', vim.lsp.util.make_position_params(), more or {})
  local answers = vim.lsp.buf_request_sync(0, method, params, 15000) or {}
  local _, answer = next(answers)
  return answer and answer.result
end

local function story()
  vim.cmd('edit 报告.xfoot')
  check('the file is a report', vim.bo.filetype == 'xfoot', vim.bo.filetype)
  local client
  wait(function()
    client = vim.lsp.buf_get_clients(0)[next(vim.lsp.buf_get_clients(0))]
    return client and client.initialized
  end)
  check('the server answers', client ~= nil)

  -- 556 = 119 + 385 + 30 + 22
  replace('556件', '557件')
  wait(function()
    return #vim.diagnostic.get(0) > 0
  end)
  local found = vim.diagnostic.get(0)
  check('a mistyped figure is found', found[1] and found[1].message:find('557', 1, true), found)
  check('in its place', found[1] and found[1].lnum == 13, found)

  replace('557件', '556件')
  check('and found right again', wait(function()
    return #vim.diagnostic.get(0) == 0
  end), vim.diagnostic.get(0))

  -- Typed letter by letter, behind characters of every width.
  replace('2021年，市科技局坚定落实', '😀𠮷é2021年，市科技局坚定落实')
  for letter in ('{1件 = 公开文件}'):gmatch('[%z\1-\127\194-\244][\128-\191]*') do
    local line, byte = find('2021年，市科技局坚定落实')
    vim.api.nvim_buf_set_text(0, line, byte, line, byte, { letter })
    vim.wait(5)
  end
  wait(function()
    return #vim.diagnostic.get(0) == 1
  end)
  found = vim.diagnostic.get(0)
  local line, byte = find('{1件')
  check('a figure typed letter by letter is found wrong where it stands',
    #found == 1 and found[1].lnum == line and found[1].col >= byte and found[1].col < byte + #'{1件 = 公开文件}', found)
  replace('😀𠮷é{1件 = 公开文件}', '')
  wait(function()
    return #vim.diagnostic.get(0) == 0
  end)

  local hover = request('textDocument/hover', '556件')
  local text = hover and (hover.contents.value or vim.inspect(hover.contents)) or ''
  check('hover says what vouches for a figure', text:find('119', 1, true) and text:find('385', 1, true), text)

  local edit = request('textDocument/rename', '预决算 + 其他信息', { newName = '财政预决算' })
  if edit then
    vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding)
  end
  local renamed = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  check('renaming changes the figure and the rule',
    renamed:find('{财政预决算', 1, true) and renamed:find('+ 财政预决算 +', 1, true), edit)
  vim.wait(300)
  check('and nothing is wrong for it', #vim.diagnostic.get(0) == 0, vim.diagnostic.get(0))

  local code, signal
  client.config.on_exit = function(c, s)
    code, signal = c, s
  end
  client.stop()
  wait(function()
    return code ~= nil
  end)
  check('the server ends when it is told to', code == 0 and signal == 0, { code, signal })
end

local fine, why = xpcall(story, debug.traceback)
check('the story is told to its end', fine, why)
io.stdout:write(('%d passed, %d failed\n'):format(passed, failed))
vim.cmd(failed == 0 and 'qall!' or 'cquit')

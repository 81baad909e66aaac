-- The language server for reports, in Neovim 0.7 and later.

local crossfoot = {}

--- What may be changed before the first report is opened.
crossfoot.cmd = { 'crossfoot', 'lsp' }
crossfoot.settings = {}

local started = {}

--- The nearest folder with a configuration or a repository, else the report's own.
local function root_of(path)
  local folder = vim.fn.fnamemodify(path, ':p:h')
  local config = vim.fn.findfile('crossfoot.toml', folder .. ';')
  if config ~= '' then
    return vim.fn.fnamemodify(config, ':p:h')
  end
  local git = vim.fn.finddir('.git', folder .. ';')
  return git ~= '' and vim.fn.fnamemodify(git, ':p:h:h') or folder
end

--- Starts the server for the report in the current buffer, or tells one that runs already of it.
function crossfoot.start()
  local root = root_of(vim.api.nvim_buf_get_name(0))
  local config = {
    name = 'crossfoot',
    cmd = crossfoot.cmd,
    root_dir = root,
    settings = { crossfoot = crossfoot.settings },
    init_options = { settings = crossfoot.settings },
  }
  if vim.lsp.start then
    return vim.lsp.start(config)
  end
  if not started[root] or vim.lsp.client_is_stopped(started[root]) then
    started[root] = vim.lsp.start_client(config)
  end
  vim.lsp.buf_attach_client(0, started[root])
  return started[root]
end

return crossfoot

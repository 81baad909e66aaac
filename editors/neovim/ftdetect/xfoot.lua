vim.api.nvim_create_autocmd({ 'BufRead', 'BufNewFile' }, {
  pattern = '*.xfoot',
  callback = function()
    vim.bo.filetype = 'xfoot'
  end,
})

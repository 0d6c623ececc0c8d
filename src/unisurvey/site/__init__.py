"""The catalogue as pages for a browser: static files that need no server and no network.

`addresses` says where a page stands, `frame` what surrounds it, `pages` lists them all,
`building` writes them and `serving` shows them on this machine. Templates stand in
`render/defaults/site`, styles and scripts in `static`.
"""

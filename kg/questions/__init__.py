"""The named questions (`*.rq`) and their catalog; `internal/` holds the queries of the program itself."""

def findings_of(sheet, *, on): return ()

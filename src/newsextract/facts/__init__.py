def link(document, quantities, dates, entities): return []
def check(document, quantities, dates, facts): return []

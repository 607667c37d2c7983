from newsextract.config import Config
def build(config: Config):
    return lambda document, free: []

"""stub for now"""
def why_not():
    return "no module"
class Portable:
    pass

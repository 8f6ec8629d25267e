.PHONY: setup demo run screens pictures film test lint bench lock
setup demo run screens pictures film test lint bench lock: ; @python3 dev.py $@ $(ARGS)

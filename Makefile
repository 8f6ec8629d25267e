.PHONY: setup demo run screens test lint bench lock
setup demo run screens test lint bench lock: ; @python3 dev.py $@ $(ARGS)

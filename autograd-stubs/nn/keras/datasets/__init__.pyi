"""Data sets, loaded as in Keras: ``(x_train, y_train), (x_test, y_test) = mnist.load_data()``."""

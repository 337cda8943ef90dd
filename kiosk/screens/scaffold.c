/* scaffold */ typedef int screens_scaffold;

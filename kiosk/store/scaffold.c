/* scaffold */ typedef int store_scaffold;

/* scaffold */ typedef int figure_scaffold;
